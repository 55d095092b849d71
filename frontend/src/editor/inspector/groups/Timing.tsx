import { Group as Row, SegmentedControl, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Group, Step } from "@/model/document";
import { useIssuesAt } from "../editing/IssueBoard";
import { FieldFrame } from "../editing/FieldFrame";
import { readNumber } from "../editing/numbers";
import type { Path } from "../editing/path";
import { SwitchField } from "../editing/SwitchField";
import { useDraft } from "../editing/useDraft";
import { useEdit } from "../editing/useEdit";
import { changeEvent } from "./operations";
import { UNITS, unitOf, type Unit } from "./duration";

const HUNDRED_YEARS = 3_155_760_000;

/** When a group of a step is handled: after a message, or after a time without one (flow-language.md 4.7). */
export function Timing({ group, place, step }: { group: Group; place: Path; step: Step | null }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const event = group.on ?? "message";
  const issues = useIssuesAt([...place, "on"]);
  return (
    <Stack gap="xs">
      <FieldFrame path={[...place, "on"]} issues={issues}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t("timeout.when")}
          readOnly={edit.readOnly}
          value={event}
          data={[
            { value: "message", label: t(whenOf(step)) },
            { value: "timeout", label: t("timeout.onTimeout") },
          ]}
          onChange={(next) => {
            if (next !== event)
              edit.run(changeEvent(place, next === "timeout" ? "timeout" : "message"), t("timeout.when"));
          }}
        />
      </FieldFrame>
      {event === "timeout" ? (
        <>
          <After group={group} place={place} />
          <SwitchField
            path={[...place, "restart"]}
            value={group.restart}
            fallback
            label={t("timeout.restart")}
            description={t("timeout.restartHint")}
          />
        </>
      ) : null}
    </Stack>
  );
}

function whenOf(step: Step | null) {
  if (step?.template) return "timeout.afterTemplate";
  return step?.proxy ? "timeout.atOnce" : "timeout.onMessage";
}

function After({ group, place }: { group: Group; place: Path }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const path = [...place, "after"];
  const issues = useIssuesAt(path);
  const [chosen, setChosen] = useState<Unit | null>(null);
  const unit = chosen ?? unitOf(group.after ?? 1);
  const size = UNITS[unit];
  const bounds = { min: 0, max: HUNDRED_YEARS / size, aboveMin: true };
  const { text, fault, type, leave } = useDraft<number | null>({
    value: group.after === undefined ? null : group.after / size,
    format: (one) => (one === null ? "" : String(one)),
    parse: (typed) => readNumber(typed, bounds, (wrong) => t(`number.${wrong}`, bounds)),
    commit: (next) => edit.set(path, next === null ? null : next * size, t("timeout.after")),
  });
  return (
    <FieldFrame path={path} issues={issues}>
      <Row gap="xs" align="flex-start" wrap="nowrap">
        <TextInput
          label={t("timeout.after")}
          value={text}
          inputMode="decimal"
          flex={1}
          readOnly={edit.readOnly}
          error={fault ?? issues.length > 0}
          onBlur={leave}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <Select
          label={t("timeout.unit")}
          value={unit}
          w={130}
          allowDeselect={false}
          readOnly={edit.readOnly}
          data={Object.keys(UNITS).map((one) => ({ value: one, label: t(`timeout.units.${one as Unit}`) }))}
          onChange={(next) => {
            if (next === null || next === unit) return;
            setChosen(next as Unit);
            const number = group.after === undefined ? null : group.after / size;
            if (number !== null) edit.set(path, number * UNITS[next as Unit], t("timeout.after"));
          }}
        />
      </Row>
    </FieldFrame>
  );
}

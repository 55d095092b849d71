import { Button, Group, Input, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Json, JsonObject } from "@/model/json";
import { same } from "@/model/json";
import { IconButton } from "@/ui";
import { TextValue } from "@/values";
import { removeAt, replaceAt } from "../editing/lists";
import { useIssuesAt } from "../editing/IssueBoard";
import { FieldFrame } from "../editing/FieldFrame";
import type { Path } from "../editing/path";
import { useEdit } from "../editing/useEdit";
import { Card } from "../panel/Card";
import { faultAt, objectOf, pairsOf, type Pair } from "./pairs";

interface Props {
  path: Path;
  value: JsonObject | undefined;
  label: string;
  description?: string;
  addLabel: string;
  /** What an object without keys is kept as: left out, or written. */
  keepEmpty?: boolean;
  /** Something else than a text for the value of a line. */
  renderValue?: (pair: Pair, change: (value: Json) => void) => ReactNode;
}

/** Names with values: headers, query, fields of a form. */
export function PairsField({ path, value, label, description, addLabel, keepEmpty, renderValue }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const issues = useIssuesAt(path, true);
  const [typed, setTyped] = useState<{ pairs: readonly Pair[]; of: JsonObject } | null>(null);
  const written = value ?? {};
  const pairs = typed !== null && same(typed.of, written) ? typed.pairs : pairsOf(written);

  const change = (next: readonly Pair[]) => {
    const object = objectOf(next);
    setTyped({ pairs: next, of: object ?? written });
    if (
      object === null ||
      (same(object, written) && Object.keys(object).join() === Object.keys(written).join())
    )
      return;
    edit.set(path, Object.keys(object).length > 0 || keepEmpty ? object : null, label);
  };
  if (edit.readOnly && pairs.length === 0) return null;
  return (
    <FieldFrame path={path} issues={issues} gap={6}>
      <Input.Label component="div">{label}</Input.Label>
      {description ? <Input.Description>{description}</Input.Description> : null}
      {pairs.map((pair, place) => {
        const fault = faultAt(pairs, place);
        const put = (part: Partial<Pair>) => change(replaceAt(pairs, place, { ...pair, ...part }));
        return (
          <Card key={place} label={pair.name || t("pairs.numbered", { number: place + 1 })}>
            <Group gap={4} wrap="nowrap" align="flex-start">
              <TextInput
                flex={1}
                size="xs"
                aria-label={t("pairs.name")}
                placeholder={t("pairs.name")}
                value={pair.name}
                error={fault ? t(`pairs.${fault}`) : null}
                readOnly={edit.readOnly}
                onChange={(event) => put({ name: event.currentTarget.value })}
              />
              {edit.readOnly ? null : (
                <IconButton
                  label={t("pairs.remove", { name: pair.name })}
                  onClick={() => change(removeAt(pairs, place))}
                >
                  <IconTrash size={16} aria-hidden />
                </IconButton>
              )}
            </Group>
            {renderValue?.(pair, (next) => put({ value: next })) ?? (
              <PairValue pair={pair} onChange={(next) => put({ value: next })} />
            )}
          </Card>
        );
      })}
      {edit.readOnly ? null : (
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => change([...pairs, { name: "", value: "" }])}
          >
            {addLabel}
          </Button>
        </Group>
      )}
    </FieldFrame>
  );
}

/** A text with placeholders; a value of another kind is kept as it is until somebody types. */
function PairValue({ pair, onChange }: { pair: Pair; onChange: (value: Json) => void }) {
  const { t } = useTranslation("inspector");
  const { readOnly } = useEdit();
  const shown = typeof pair.value === "string" ? pair.value : JSON.stringify(pair.value);
  return (
    <TextValue
      label={t("pairs.value", { name: pair.name })}
      hideLabel
      placeholder={t("pairs.valuePlaceholder")}
      value={shown}
      readOnly={readOnly}
      onChange={(next) => {
        if (next !== shown) onChange(next);
      }}
    />
  );
}

import { Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useIssuesAt } from "./IssueBoard";
import { FieldFrame } from "./FieldFrame";
import { readNumber, type Bounds } from "./numbers";
import type { Path } from "./path";
import { useDraft } from "./useDraft";
import { useEdit } from "./useEdit";

interface Props extends Bounds {
  path: Path;
  value: number | null | undefined;
  /** What holds where nothing is written. */
  fallback?: number;
  label: string;
  description?: string;
  unit?: string;
}

/** A number at a place of the document; as by default it is left out. */
export function NumberField({ path, value, fallback, label, description, unit, ...bounds }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const issues = useIssuesAt(path, true);
  const { text, fault, type, leave } = useDraft<number | null>({
    value: value ?? fallback ?? null,
    format: (one) => (one === null ? "" : String(one)),
    parse: (typed) => readNumber(typed, bounds, (wrong) => t(`number.${wrong}`, { ...bounds })),
    commit: (next) => edit.set(path, next === fallback ? null : next, label),
  });
  return (
    <FieldFrame path={path} issues={issues}>
      <TextInput
        label={label}
        description={description}
        value={text}
        inputMode="decimal"
        readOnly={edit.readOnly}
        error={fault ?? issues.some((issue) => issue.severity === "error")}
        rightSection={unit ? <Text size="xs">{unit}</Text> : undefined}
        rightSectionWidth={unit ? 44 : undefined}
        onBlur={leave}
        onChange={(event) => type(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}

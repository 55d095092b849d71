import { Select } from "@mantine/core";
import { useIssuesAt } from "./IssueBoard";
import { FieldFrame } from "./FieldFrame";
import type { Path } from "./path";
import { setting, useEdit } from "./useEdit";

interface Props {
  path: Path;
  value: string | null | undefined;
  choices: readonly { value: string; label: string }[];
  /** What holds where nothing is written; choosing it takes the key away. */
  fallback?: string;
  label: string;
  description?: string;
  placeholder?: string;
  clearable?: boolean;
  searchable?: boolean;
}

/** One of several at a place of the document; a value that is not among them is shown as it is. */
export function ChoiceField(props: Props) {
  const { path, value, choices, fallback, label, description, placeholder, clearable, searchable } = props;
  const edit = useEdit();
  const issues = useIssuesAt(path, true);
  const current = value ?? fallback ?? null;
  const known = current === null || current === "" || choices.some((one) => one.value === current);
  const options = known ? [...choices] : [...choices, { value: current, label: current }];
  return (
    <FieldFrame path={path} issues={issues}>
      <Select
        label={label}
        description={description}
        placeholder={placeholder}
        data={options}
        value={current}
        clearable={clearable}
        searchable={searchable}
        allowDeselect={false}
        readOnly={edit.readOnly}
        error={issues.some((issue) => issue.severity === "error")}
        onChange={(next) => {
          if (next !== current) edit.run([setting(path, next === fallback ? null : next)], label);
        }}
      />
    </FieldFrame>
  );
}

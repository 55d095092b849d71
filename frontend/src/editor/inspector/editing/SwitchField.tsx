import { Switch } from "@mantine/core";
import { useIssuesAt } from "./IssueBoard";
import { FieldFrame } from "./FieldFrame";
import type { Path } from "./path";
import { setting, useEdit } from "./useEdit";

interface Props {
  path: Path;
  value: boolean | null | undefined;
  fallback: boolean;
  label: string;
  description?: string;
}

/** A yes or no at a place of the document; as by default it is left out. */
export function SwitchField({ path, value, fallback, label, description }: Props) {
  const edit = useEdit();
  const issues = useIssuesAt(path);
  return (
    <FieldFrame path={path} issues={issues}>
      <Switch
        label={label}
        description={description}
        checked={value ?? fallback}
        disabled={edit.readOnly}
        onChange={(event) => {
          const next = event.currentTarget.checked;
          edit.run([setting(path, next === fallback ? null : next)], label);
        }}
      />
    </FieldFrame>
  );
}

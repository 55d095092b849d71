import { TextValue, useVariables } from "@/values";
import { useIssuesAt } from "./IssueBoard";
import { FieldFrame } from "./FieldFrame";
import type { Path } from "./path";
import { unsaid } from "./said";
import { useEdit } from "./useEdit";

interface Props {
  path: Path;
  value: string | null | undefined;
  label: string;
  description?: string;
  placeholder?: string;
  multiline?: boolean;
  empty?: "" | null;
  /** Instead of writing at the place alone. */
  onChange?: (text: string) => void;
}

/** A text with `{$ … $}` at a place of the document. */
export function PlaceholderField({
  path,
  value,
  label,
  description,
  placeholder,
  multiline,
  empty = null,
  onChange,
}: Props) {
  const edit = useEdit();
  const variables = useVariables();
  const issues = unsaid(useIssuesAt(path, true), value ?? "", variables);
  const change = onChange ?? ((text: string) => edit.set(path, text === "" ? empty : text, label));
  return (
    <FieldFrame path={path} issues={issues}>
      <TextValue
        label={label}
        description={description}
        placeholder={placeholder}
        multiline={multiline}
        value={value ?? ""}
        readOnly={edit.readOnly}
        onChange={(text) => {
          if (text !== (value ?? "")) change(text);
        }}
      />
    </FieldFrame>
  );
}

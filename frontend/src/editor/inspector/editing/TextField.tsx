import { TextInput, Textarea } from "@mantine/core";
import { useTall } from "@/values/editing/useTall";
import { useIssuesAt } from "./IssueBoard";
import { FieldFrame } from "./FieldFrame";
import type { Path } from "./path";
import { useDraft } from "./useDraft";
import { useEdit } from "./useEdit";

interface Props {
  path: Path;
  value: string | null | undefined;
  label: string;
  description?: string;
  placeholder?: string;
  multiline?: boolean;
  maxLength?: number;
  /** Why a text cannot be taken, in words; null where it can. */
  check?: (text: string) => string | null;
  /** What an empty field is kept as: left out (null) or an empty text. */
  empty?: "" | null;
  hideLabel?: boolean;
}

/** A plain text at a place of the document. */
export function TextField(props: Props) {
  const { path, value, label, description, placeholder, maxLength, check, empty = null, hideLabel } = props;
  const edit = useEdit();
  const multiline = useTall(value ?? "") || props.multiline;
  const issues = useIssuesAt(path, true);
  const { text, fault, type, leave } = useDraft<string>({
    value: value ?? "",
    format: (one) => one,
    parse: (typed) => {
      const wrong = check?.(typed) ?? null;
      return wrong === null ? { value: typed } : { fault: wrong };
    },
    commit: (next) => edit.set(path, next === "" ? empty : next, label),
  });
  const shared = {
    ...(hideLabel ? { "aria-label": label } : { label }),
    description,
    placeholder,
    maxLength,
    value: text,
    error: fault ?? issues.some((issue) => issue.severity === "error"),
    readOnly: edit.readOnly,
    onBlur: leave,
    onChange: (event: { currentTarget: { value: string } }) => type(event.currentTarget.value),
  };
  return (
    <FieldFrame path={path} issues={issues}>
      {multiline ? <Textarea autosize minRows={2} maxRows={10} {...shared} /> : <TextInput {...shared} />}
    </FieldFrame>
  );
}

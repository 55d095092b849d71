import type { RuleSet } from "@/model/document";
import { same } from "@/model/json";
import { RuleBuilder } from "@/rules";
import { useIssuesAt } from "./IssueBoard";
import { FieldFrame } from "./FieldFrame";
import type { Path } from "./path";
import { useEdit } from "./useEdit";

/** A rule set at a place of the document; one that says nothing is left out. */
export function RulesField({
  path,
  value,
  label,
}: {
  path: Path;
  value: RuleSet | undefined;
  label: string;
}) {
  const edit = useEdit();
  const issues = useIssuesAt(path, true);
  return (
    <FieldFrame path={path} issues={issues}>
      <RuleBuilder
        label={label}
        rule={value ?? null}
        readOnly={edit.readOnly}
        onChange={(next) => {
          if (!same(next ?? null, value ?? null)) edit.set(path, next ?? null, label);
        }}
      />
    </FieldFrame>
  );
}

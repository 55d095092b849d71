import { useTranslation } from "react-i18next";
import type { Setting } from "@/model/document";
import { same } from "@/model/json";
import { SetList } from "@/values";
import { useIssuesAt } from "./IssueBoard";
import { FieldFrame } from "./FieldFrame";
import type { Path } from "./path";
import { useEdit } from "./useEdit";

const NONE: readonly Setting[] = [];

/** The writes to variables of a group or a connection. */
export function SettingsField({
  path,
  value,
  label,
}: {
  path: Path;
  value: readonly Setting[] | undefined;
  label: string;
}) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const issues = useIssuesAt(path, true);
  const current = value ?? NONE;
  if (edit.readOnly && current.length === 0) return null;
  return (
    <FieldFrame path={path} issues={issues}>
      <SetList
        label={label}
        value={current}
        readOnly={edit.readOnly}
        onChange={(next) => {
          if (!same(next, current)) edit.set(path, next.length > 0 ? next : null, t("settings.change"));
        }}
      />
    </FieldFrame>
  );
}

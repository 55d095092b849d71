import { useTranslation } from "react-i18next";
import type { Connection, Step } from "@/model/document";
import { useIssuesAt } from "../editing/IssueBoard";
import { FieldFrame } from "../editing/FieldFrame";
import type { Path } from "../editing/path";
import { setting, useEdit } from "../editing/useEdit";
import { TargetPicker } from "./TargetPicker";

interface Props {
  connection: Connection;
  place: Path;
  step: Step | null;
  hideLabel?: boolean;
}

export function TargetField({ connection, place, step, hideLabel }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const path = [...place, "to"];
  const issues = useIssuesAt(path);
  return (
    <FieldFrame path={path} issues={issues}>
      <TargetPicker
        label={t("ways.to")}
        hideLabel={hideLabel}
        value={connection.to}
        from={step?.id ?? null}
        error={issues.some((issue) => issue.severity === "error")}
        onPick={(to, extra) => {
          if (to !== connection.to) edit.run([...extra, setting(path, to)], t("ways.to"));
        }}
      />
    </FieldFrame>
  );
}

import { TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { useIssuesAt } from "../editing/IssueBoard";
import { FieldFrame } from "../editing/FieldFrame";
import { setting, useEdit } from "../editing/useEdit";

const NONE: readonly string[] = [];

/** Variables of any scope that are never shown in traces, logs and exports (flow-language.md 2). */
export function SecretsField() {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const secrets = useEditor((state) => state.document.secrets) ?? NONE;
  const issues = useIssuesAt(["secrets"], true);
  return (
    <FieldFrame path={["secrets"]} issues={issues}>
      <TagsInput
        label={t("variables.secrets")}
        description={t("variables.secretsHint")}
        placeholder={secrets.length === 0 ? "user.card" : undefined}
        value={[...secrets]}
        readOnly={edit.readOnly}
        onChange={(next) => {
          if (next.join("\n") !== secrets.join("\n"))
            edit.run([setting(["secrets"], next.length > 0 ? next : null)], t("variables.secrets"));
        }}
      />
    </FieldFrame>
  );
}

import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { TargetPicker } from "../connections/TargetPicker";
import { TextField } from "../editing/TextField";
import { useIssuesAt } from "../editing/IssueBoard";
import { FieldFrame } from "../editing/FieldFrame";
import { setting, useEdit } from "../editing/useEdit";

export function BotBasics() {
  const { t } = useTranslation("inspector");
  const name = useEditor((state) => state.document.name);
  const description = useEditor((state) => state.document.description);
  return (
    <>
      <TextField path={["name"]} value={name} label={t("bot.name")} placeholder={t("bot.untitled")} />
      <TextField
        path={["description"]}
        value={description}
        label={t("bot.description")}
        placeholder={t("bot.descriptionPlaceholder")}
        multiline
      />
      <FirstStep />
    </>
  );
}

function FirstStep() {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const first = useEditor((state) => state.document.first_step);
  const issues = useIssuesAt(["first_step"], true);
  return (
    <FieldFrame path={["first_step"]} issues={issues}>
      <TargetPicker
        label={t("bot.firstStep")}
        value={first ?? ""}
        from={null}
        error={issues.some((issue) => issue.severity === "error")}
        onPick={(to, extra) => {
          if (to !== (first ?? ""))
            edit.run([...extra, setting(["first_step"], to || null)], t("bot.firstStep"));
        }}
      />
    </FieldFrame>
  );
}

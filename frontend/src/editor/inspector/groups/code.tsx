import { IconCode } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CodeField } from "../editing/CodeField";
import { Hint } from "../panel/Hint";
import { RunCode } from "./running/RunCode";
import type { GroupFace, GroupFormProps } from "./form";

/** Runs Python in the sandbox. */
function CodeForm({ group, place }: GroupFormProps) {
  const { t } = useTranslation("inspector");
  return (
    <>
      <CodeField
        path={[...place, "code"]}
        group={group.id}
        value={group.type === "code" ? group.code : undefined}
        label={t("groups.code")}
      />
      <Hint>{t("groups.codeHint")}</Hint>
      <RunCode key={group.id} group={group.id} source={group.type === "code" ? (group.code ?? "") : ""} />
    </>
  );
}

export const CODE: GroupFace = { icon: IconCode, Form: CodeForm, keys: ["code"] };

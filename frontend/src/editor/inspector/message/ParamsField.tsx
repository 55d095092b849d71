import { useTranslation } from "react-i18next";
import type { Step } from "@/model/document";
import { JsonField } from "../editing/JsonField";

/** Anything a channel may use, passed on as it is. */
export function ParamsField({ step }: { step: Step }) {
  const { t } = useTranslation("inspector");
  return (
    <JsonField
      path={["steps", step.id, "message", "params"]}
      value={step.message?.params}
      label={t("message.params")}
      description={t("message.paramsHint")}
      kind="object"
      folded
      plain
    />
  );
}

import { useTranslation } from "react-i18next";
import type { RequestPart } from "@/model/document";
import { PairsField } from "../PairsField";

export function FormBody({ request }: { request: RequestPart }) {
  const { t } = useTranslation("inspector");
  return (
    <PairsField
      path={["requests", request.id, "form"]}
      value={request.form}
      label={t("body.form")}
      addLabel={t("body.addField")}
      keepEmpty
    />
  );
}

import { useTranslation } from "react-i18next";
import type { RequestPart } from "@/model/document";
import { PlaceholderField } from "../../editing/PlaceholderField";

export function TextBody({ request }: { request: RequestPart }) {
  const { t } = useTranslation("inspector");
  return (
    <PlaceholderField
      path={["requests", request.id, "body"]}
      value={typeof request.body === "string" ? request.body : ""}
      label={t("body.text")}
      description={t("body.textHint")}
      multiline
      empty=""
    />
  );
}

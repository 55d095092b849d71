import { useTranslation } from "react-i18next";
import type { RequestPart } from "@/model/document";
import { JsonField } from "../../editing/JsonField";

/** Placeholders in it become JSON values. */
export function JsonBody({ request }: { request: RequestPart }) {
  const { t } = useTranslation("inspector");
  return (
    <JsonField
      path={["requests", request.id, "body"]}
      value={request.body}
      label={t("body.json")}
      description={t("body.jsonHint")}
      kind="any"
    />
  );
}

import { useTranslation } from "react-i18next";
import type { HttpMethod, RequestPart } from "@/model/document";
import { ChoiceField } from "../editing/ChoiceField";
import { PlaceholderField } from "../editing/PlaceholderField";
import { PairsField } from "./PairsField";

export const METHODS: readonly HttpMethod[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

export function RequestAddress({ request }: { request: RequestPart }) {
  const { t } = useTranslation("inspector");
  const place = ["requests", request.id];
  return (
    <>
      <ChoiceField
        path={[...place, "method"]}
        value={request.method}
        fallback="GET"
        label={t("requests.method")}
        choices={METHODS.map((method) => ({ value: method, label: method }))}
      />
      <PlaceholderField
        path={[...place, "url"]}
        value={request.url}
        label={t("requests.url")}
        placeholder="https://api.example.com/orders/{$session.order$}"
        multiline
      />
      <PairsField
        path={[...place, "query"]}
        value={request.query}
        label={t("requests.query")}
        description={t("requests.queryHint")}
        addLabel={t("requests.addQuery")}
      />
      <PairsField
        path={[...place, "headers"]}
        value={request.headers}
        label={t("requests.headers")}
        addLabel={t("requests.addHeader")}
      />
    </>
  );
}

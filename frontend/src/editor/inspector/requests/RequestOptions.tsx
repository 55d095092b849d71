import { useTranslation } from "react-i18next";
import type { RequestPart } from "@/model/document";
import { NumberField } from "../editing/NumberField";
import { TextField } from "../editing/TextField";
import { CredentialField } from "../integrations/CredentialField";

export function RequestOptions({ request }: { request: RequestPart }) {
  const { t } = useTranslation("inspector");
  const place = ["requests", request.id];
  return (
    <>
      <CredentialField path={[...place, "credential"]} value={request.credential} need={null} />
      <NumberField
        path={[...place, "timeout"]}
        value={request.timeout}
        fallback={30}
        min={0}
        max={60}
        aboveMin
        label={t("requests.timeout")}
        unit={t("units.s")}
      />
      <NumberField
        path={[...place, "retry", "times"]}
        value={request.retry?.times}
        fallback={0}
        min={0}
        max={5}
        whole
        label={t("requests.retries")}
        description={t("requests.retriesHint")}
      />
      {request.retry?.times ? (
        <NumberField
          path={[...place, "retry", "backoff"]}
          value={request.retry.backoff}
          fallback={0}
          min={0}
          label={t("requests.backoff")}
          description={t("requests.backoffHint")}
          unit={t("units.s")}
        />
      ) : null}
      <TextField
        path={[...place, "proxy"]}
        value={request.proxy}
        label={t("requests.proxy")}
        description={t("requests.proxyHint")}
        placeholder="http://proxy.example.com:3128"
      />
    </>
  );
}

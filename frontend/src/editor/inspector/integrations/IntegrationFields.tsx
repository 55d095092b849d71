import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { IntegrationGroup } from "@/model/document";
import { usagesOfIntegration } from "@/model/references";
import { FaultAlert } from "@/ui";
import { useIssuesAt } from "../editing/IssueBoard";
import type { Path } from "../editing/path";
import { ObjectField } from "../editing/ObjectField";
import { Advanced } from "../panel/Advanced";
import { AlsoUsed } from "../panel/AlsoUsed";
import { Hint } from "../panel/Hint";
import { CredentialField } from "./CredentialField";
import { OperationPicker } from "./OperationPicker";
import { ResultShape } from "./ResultShape";
import { isOfCredential } from "./fitting";
import { useIntegrations } from "@/editor/integrations/useIntegrations";

/** The operation a group calls, with the settings and the credential its manifest asks for. */
export function IntegrationFields({ group, place }: { group: IntegrationGroup; place: Path }) {
  const { t } = useTranslation("inspector");
  const { find, words, error } = useIntegrations();
  const called = group.integration;
  const operation = find(called);
  const need = operation?.credential ?? null;
  const ofCredential = useIssuesAt(place, true).filter((issue) => isOfCredential(issue, group));
  return (
    <Stack gap="sm">
      {error ? <FaultAlert fault={error} /> : null}
      <OperationPicker path={[...place, "integration"]} value={called} />
      {operation ? <Hint>{words(operation).description}</Hint> : null}
      {called === undefined ? null : (
        <AlsoUsed
          usagesIn={(document) => usagesOfIntegration(document, called)}
          path={[...place, "integration"]}
        />
      )}
      {need !== null || group.credential !== undefined || ofCredential.length > 0 ? (
        <CredentialField
          path={[...place, "credential"]}
          value={group.credential}
          need={need}
          more={ofCredential}
        />
      ) : null}
      {operation || group.config ? (
        <ObjectField
          path={[...place, "config"]}
          schema={operation?.input ?? {}}
          value={group.config}
          label={t("integrations.settings")}
        />
      ) : null}
      {operation ? (
        <Advanced label={t("integrations.result")}>
          <ResultShape schema={operation.output} />
        </Advanced>
      ) : null}
    </Stack>
  );
}

import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import {
  EmptyState,
  FaultState,
  Filters,
  Listed,
  Page,
  SearchField,
  useRights,
  useWorkspace,
  WorkspacePicker,
} from "@/ui";

import { CredentialRow, type Action } from "./CredentialRow";
import classes from "./Credentials.module.css";
import { DeleteDialog } from "./DeleteDialog";
import { CredentialDialog, type Opened } from "./form/CredentialDialog";
import { byProvider } from "./groups";
import { TestDialog } from "./TestDialog";
import type { Credential } from "./types";
import { useNames } from "./useCatalogue";
import { useCredentials } from "./useCredentials";

type Dialog = { action: Action; credential: Credential };

/** The secrets that bots use and nobody sees. */
export function CredentialsPage() {
  const { t } = useTranslation("credentials");
  const places = useWorkspace();
  const workspaceId = places.workspace?.id ?? null;
  const { mayEdit } = useRights(workspaceId);
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 200);
  const found = useCredentials(workspaceId, asked);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  const of = (action: Action) => (dialog?.action === action ? dialog.credential : null);
  const act = (action: Action, credential: Credential) => {
    if (action !== "edit") setDialog({ action, credential });
    else if (workspaceId) setOpened({ credential, workspaceId, readOnly: !mayEdit });
  };
  const create = mayEdit && workspaceId && (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => setOpened({ credential: null, workspaceId, readOnly: false })}
    >
      {t("new.open")}
    </Button>
  );
  const isNobody = asked === "" && found.credentials.length === 0;
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          <WorkspacePicker />
          {!isNobody && create}
        </>
      }
    >
      {!isNobody && (
        <Filters>
          <SearchField value={search} onChange={setSearch} label={t("search")} />
        </Filters>
      )}
      {places.error && !places.workspace ? (
        <FaultState fault={places.error} onRetry={() => void places.refetch()} />
      ) : (
        <Found found={found} create={create} isSearch={asked !== ""} mayEdit={mayEdit} onAct={act} />
      )}
      <CredentialDialog opened={opened} onClose={() => setOpened(null)} />
      <TestDialog credential={of("test")} onClose={close} />
      <DeleteDialog credential={of("remove")} onClose={close} />
    </Page>
  );
}

type FoundProps = {
  found: ReturnType<typeof useCredentials>;
  create: ReactNode;
  isSearch: boolean;
  mayEdit: boolean;
  onAct: (action: Action, credential: Credential) => void;
};

function Found({ found, create, isSearch, mayEdit, onAct }: FoundProps) {
  const { t } = useTranslation("credentials");
  const { providerName } = useNames();
  const icon = <IconKey size={26} />;
  const nothing = isSearch ? (
    <EmptyState icon={icon} title={t("none.found")} text={t("none.foundText")} />
  ) : (
    <EmptyState icon={icon} title={t("none.yet")} text={t("none.yetText")} action={create} />
  );
  return (
    <Listed found={found} isEmpty={found.credentials.length === 0} nothing={nothing}>
      {byProvider(found.credentials).map(([provider, credentials]) => (
        <section key={provider} className={classes.group} aria-labelledby={`provider-${provider}`}>
          <h2 id={`provider-${provider}`} className={classes.heading}>
            {providerName(provider)}
          </h2>
          <ul className={classes.rows}>
            {credentials.map((one) => (
              <li key={one.id}>
                <CredentialRow credential={one} mayEdit={mayEdit} onAct={(action) => onAct(action, one)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Listed>
  );
}

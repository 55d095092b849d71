import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Loading } from "@/ui";

import type { Credential } from "../types";
import { useCatalogue } from "../useCatalogue";
import { CredentialForm } from "./CredentialForm";

export type Opened = { credential: Credential | null; workspaceId: string; readOnly: boolean };

/** A new credential, or one that is kept. */
export function CredentialDialog({ opened, onClose }: { opened: Opened | null; onClose: () => void }) {
  const { t } = useTranslation(["credentials", "ui"]);
  const { data } = useCatalogue();
  const kept = opened?.credential;
  return (
    <Modal
      opened={opened !== null}
      onClose={onClose}
      title={kept ? t("form.titleKept", { name: kept.name }) : t("new.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {opened && (data ? <CredentialForm {...opened} catalogue={data} onClose={onClose} /> : <Loading />)}
    </Modal>
  );
}

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { faultOf } from "@/api/faults";
import { FaultAlert, notify } from "@/ui";

import type { Credential } from "./types";
import { UsageList } from "./UsageList";
import { USAGES } from "./useUsages";

type Props = { credential: Credential | null; onClose: () => void };

/** Names those that would have none from then on. */
export function DeleteDialog({ credential, onClose }: Props) {
  const { t } = useTranslation(["credentials", "ui"]);
  return (
    <Modal
      opened={credential !== null}
      onClose={onClose}
      title={t("remove.title", { name: credential?.name })}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {credential && <DeleteForm credential={credential} onClose={onClose} />}
    </Modal>
  );
}

function DeleteForm({ credential, onClose }: { credential: Credential; onClose: () => void }) {
  const { t } = useTranslation(["credentials", "ui"]);
  const queries = useQueryClient();
  const removing = $api.useMutation("delete", "/api/v1/credentials/{credential_id}", {
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["get", "/api/v1/credentials"] });
      notify(t("remove.done", { name: credential.name }));
      onClose();
    },
    // Who uses it may be others than were shown.
    onError: () => queries.invalidateQueries({ queryKey: ["get", USAGES] }),
  });
  const isUsed = removing.error !== null && faultOf(removing.error).code === "credential:in_use";
  const params = { path: { credential_id: credential.id }, query: { force: isUsed } };
  return (
    <Stack>
      <Text size="sm">{t("remove.text")}</Text>
      <Text size="sm" fw={500}>
        {t("usages.title")}
      </Text>
      <UsageList credentialId={credential.id} onLeave={onClose} />
      <FaultAlert fault={removing.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("ui:cancel")}
        </Button>
        <Button color="red" onClick={() => removing.mutate({ params })} loading={removing.isPending}>
          {t(isUsed ? "remove.anyway" : "remove.confirm")}
        </Button>
      </Group>
    </Stack>
  );
}

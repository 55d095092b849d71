import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import type { components } from "@/api/schema";
import { FaultAlert } from "@/ui";

import type { Credential } from "./types";

type Props = { credential: Credential | null; onClose: () => void };

/** Uses it once, on one of its servers or where its tokens are given out. */
export function TestDialog({ credential, onClose }: Props) {
  const { t } = useTranslation(["credentials", "ui"]);
  return (
    <Modal
      opened={credential !== null}
      onClose={onClose}
      title={t("test.title", { name: credential?.name })}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {credential && <TestForm credential={credential} />}
    </Modal>
  );
}

const BY_TOKEN = new Set(["oauth2", "service_account"]);

function TestForm({ credential: { id, strategy, hosts } }: { credential: Credential }) {
  const { t } = useTranslation("credentials");
  const mayBeEmpty = BY_TOKEN.has(strategy);
  const usual = hosts.find((host) => !host.startsWith("*"));
  const [url, setUrl] = useState(mayBeEmpty || !usual ? "" : `https://${usual}/`);
  const trying = $api.useMutation("post", "/api/v1/credentials/{credential_id}/test");
  const attempt = (event: FormEvent) => {
    event.preventDefault();
    trying.mutate({ params: { path: { credential_id: id } }, body: { url: url.trim() || null } });
  };
  return (
    <form onSubmit={attempt}>
      <Stack>
        <Text size="sm">{t(mayBeEmpty ? "test.byToken" : "test.byUrl", { hosts: hosts.join(", ") })}</Text>
        <TextInput
          type="url"
          label={t("test.address")}
          description={mayBeEmpty ? t("test.addressOptional") : undefined}
          required={!mayBeEmpty}
          maxLength={2000}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          data-autofocus
        />
        <div aria-live="polite">
          <FaultAlert fault={trying.error} />
          {trying.data && !trying.isPending && <Result {...trying.data} />}
        </div>
        <Group justify="flex-end">
          <Button type="submit" loading={trying.isPending}>
            {t("test.action")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Result({ ok, status, error, elapsed_ms }: components["schemas"]["TrialRead"]) {
  const { t } = useTranslation("credentials");
  const took = t("test.took", { ms: elapsed_ms });
  if (ok)
    return (
      <Alert color="teal" variant="light" icon={<IconCircleCheck size={18} />}>
        {status ? t("test.answered", { status }) : t("test.token")} {took}
      </Alert>
    );
  const code = error?.split(":")[1] ?? "";
  return (
    <Alert color="red" variant="light" icon={<IconCircleX size={18} />}>
      {error ? t(`test.errors.${code}`, t("test.errors.other", { error })) : t("test.refused", { status })}{" "}
      {took}
    </Alert>
  );
}

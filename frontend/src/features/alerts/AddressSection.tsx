import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { CopyField, FaultAlert, notify, Section } from "@/ui";

import { ALERTS, type Alerts } from "./types";

type AddressProps = { botId: string; alerts: Alerts };

/** Whether alerts arrive, and how a program knows that they are ours. */
export function AddressSection({ botId, alerts }: AddressProps) {
  const { t } = useTranslation("alerts");
  const params = { path: { bot_id: botId } };
  const trying = useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/bots/{bot_id}/alerts/trial", { params })),
    onSuccess: () => notify(t("trial.sent")),
  });
  return (
    <>
      <Section title={t("trial.title")} lead={t("trial.lead")}>
        <Stack gap="sm">
          <FaultAlert fault={trying.error} />
          <Group>
            <Button variant="default" onClick={() => trying.mutate()} loading={trying.isPending}>
              {t("trial.send")}
            </Button>
          </Group>
        </Stack>
      </Section>
      {alerts.url !== null && <SecretSection botId={botId} alerts={alerts} />}
    </>
  );
}

function SecretSection({ botId, alerts }: AddressProps) {
  const { t } = useTranslation("alerts");
  const queries = useQueryClient();
  const params = { path: { bot_id: botId } };
  const making = useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/bots/{bot_id}/alerts/secret", { params })),
    gcTime: 0,
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["get", ALERTS] }),
  });
  return (
    <Section title={t("secret.title")} lead={t("secret.lead")}>
      <Stack gap="sm">
        <Group gap="sm">
          <IconKey size={18} aria-hidden />
          <Text size="sm">{t(alerts.has_secret ? "secret.kept" : "secret.none")}</Text>
          {alerts.has_secret && (
            <Badge variant="default" size="sm">
              {t("secret.hidden")}
            </Badge>
          )}
          <Button variant="default" size="xs" loading={making.isPending} onClick={() => making.mutate()}>
            {t(alerts.has_secret ? "secret.renew" : "secret.make")}
          </Button>
        </Group>
        <FaultAlert fault={making.error} />
        {making.data && (
          <div role="status">
            <CopyField label={t("secret.label")} description={t("secret.once")} value={making.data.secret} />
          </div>
        )}
      </Stack>
    </Section>
  );
}

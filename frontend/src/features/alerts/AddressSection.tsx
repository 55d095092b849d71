import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { confirmDanger, CopyField, FaultAlert, notify, SecretRow, Section } from "@/ui";

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
  const renew = () =>
    confirmDanger({
      title: t("secret.renewTitle"),
      text: t("secret.renewText"),
      confirm: t("secret.renew"),
      onConfirm: () => making.mutate(),
    });
  const make = () => (alerts.has_secret ? renew() : making.mutate());
  return (
    <Section title={t("secret.title")} lead={t("secret.lead")}>
      <Stack gap="sm">
        <SecretRow isKept={alerts.has_secret} kept={t("secret.kept")} none={t("secret.none")}>
          <Button variant="default" size="xs" loading={making.isPending} onClick={make}>
            {t(alerts.has_secret ? "secret.renew" : "secret.make")}
          </Button>
        </SecretRow>
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

import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { confirmDanger, CopyField, FaultAlert, notifyFault, SecretRow } from "@/ui";

import type { Channel } from "../types";
import { useChannelChange } from "../useChannelChange";
import { newSecret } from "./signing";

const OVERLAPS = [0, 1, 24, 168] as const; // hours
const USUAL = 24;

type Made = { secret: string; until: string | null };

/** The secret of a channel: made, shown once, made anew, taken away. */
export function SecretPart({ channel, mayEdit }: { channel: Channel; mayEdit: boolean }) {
  const { t } = useTranslation("channels");
  const [isMaking, making] = useDisclosure(false);
  const changing = useChannelChange(channel);
  const remove = () =>
    confirmDanger({
      title: t("secret.removeTitle"),
      text: t(`secret.removeText.${channel.kind === "web" ? "web" : "webhook"}`),
      confirm: t("secret.remove"),
      onConfirm: () => changing.mutate({ secret: null }, { onError: notifyFault }),
    });
  return (
    <SecretRow isKept={channel.has_secret} kept={t("secret.kept")} none={t("secret.none")}>
      {mayEdit && (
        <Button variant="default" size="xs" onClick={making.open}>
          {t(channel.has_secret ? "secret.renew" : "secret.make")}
        </Button>
      )}
      {mayEdit && channel.has_secret && (
        <Button variant="subtle" size="xs" color="red" c="var(--danger-text)" onClick={remove}>
          {t("secret.remove")}
        </Button>
      )}
      <SecretDialog channel={channel} opened={isMaking} onClose={making.close} />
    </SecretRow>
  );
}

type DialogProps = { channel: Channel; opened: boolean; onClose: () => void };

function SecretDialog({ channel, opened, onClose }: DialogProps) {
  const { t } = useTranslation(["channels", "ui"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("secret.title")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {opened && <SecretForm channel={channel} onClose={onClose} />}
    </Modal>
  );
}

function SecretForm({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t } = useTranslation(["channels", "ui"]);
  const [overlap, setOverlap] = useState(USUAL);
  const making = useMaking(channel, overlap);
  if (making.data) return <Shown made={making.data} onClose={onClose} />;
  const isWeb = channel.kind === "web";
  return (
    <Stack>
      <Text size="sm">{t(channel.has_secret ? "secret.renewText" : "secret.makeText")}</Text>
      {channel.has_secret && isWeb && (
        <Select
          label={t("secret.overlap")}
          allowDeselect={false}
          data={OVERLAPS.map((hours) => ({ value: String(hours), label: t(`secret.overlaps.${hours}`) }))}
          value={String(overlap)}
          onChange={(value) => setOverlap(OVERLAPS.find((hours) => String(hours) === value) ?? USUAL)}
        />
      )}
      {channel.has_secret && !isWeb && <Text size="sm">{t("secret.atOnce")}</Text>}
      <FaultAlert fault={making.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("ui:cancel")}
        </Button>
        <Button onClick={() => making.mutate()} loading={making.isPending} data-autofocus>
          {t("secret.action")}
        </Button>
      </Group>
    </Stack>
  );
}

/** The server makes those of web channels; a webhook's comes from whoever runs it, so this page makes it. */
function useMaking(channel: Channel, overlap_hours: number) {
  const queries = useQueryClient();
  const changing = useChannelChange(channel);
  const params = { path: { channel_id: channel.id } };
  const ofWebhook = async (): Promise<Made> => {
    const secret = newSecret();
    await changing.mutateAsync({ secret });
    return { secret, until: null };
  };
  const ofWeb = async (): Promise<Made> => {
    const path = "/api/v1/channels/{channel_id}/secret";
    const made = await unwrap(api.POST(path, { params, body: { overlap_hours } }));
    return { secret: made.secret, until: made.old_secret_until };
  };
  return useMutation({
    mutationFn: channel.kind === "web" ? ofWeb : ofWebhook,
    gcTime: 0,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["get", "/api/v1/channels/{channel_id}", { params }] });
    },
  });
}

function Shown({ made: { secret, until }, onClose }: { made: Made; onClose: () => void }) {
  const { t, i18n } = useTranslation("channels");
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <Stack role="status">
      <Text size="sm">{t("secret.once")}</Text>
      <CopyField label={t("secret.label")} value={secret} />
      {until && <Text size="sm">{t("secret.until", { moment: format.format(new Date(until)) })}</Text>}
      <Group justify="flex-end">
        <Button onClick={onClose}>{t("secret.taken")}</Button>
      </Group>
    </Stack>
  );
}

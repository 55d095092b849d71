import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { FaultAlert, notify } from "@/ui";

import type { ConversationWhole } from "../types";
import { keep, told } from "./keeping";

type KeepDialogProps = { conversation: ConversationWhole; opened: boolean; onClose: () => void };

/** What the person said becomes a test of the draft, which is opened in the test chat. */
export function KeepDialog({ conversation, opened, onClose }: KeepDialogProps) {
  const { t } = useTranslation("conversations");
  return (
    <Modal opened={opened} onClose={onClose} title={t("keep.title")}>
      {opened && <KeepForm conversation={conversation} onClose={onClose} />}
    </Modal>
  );
}

function KeepForm({ conversation, onClose }: Omit<KeepDialogProps, "opened">) {
  const { t, i18n } = useTranslation(["conversations", "ui"]);
  const date = new Date(conversation.created_at).toLocaleDateString(i18n.language, { dateStyle: "long" });
  const [name, setName] = useState(t("keep.usual", { date }));
  const keeping = useKeeping(conversation);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keeping.mutate(name.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{t("keep.lead")}</Text>
        <TextInput
          label={t("keep.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          data-autofocus
        />
        <Text size="sm" c="var(--text-2)">
          {t("keep.private")}
        </Text>
        {keeping.data === null && <Text role="alert">{t("keep.nothing")}</Text>}
        <FaultAlert fault={keeping.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("ui:cancel")}
          </Button>
          <Button type="submit" loading={keeping.isPending} disabled={!name.trim()}>
            {t("keep.keep")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** `data` null: there was nothing to keep. */
function useKeeping(conversation: ConversationWhole) {
  const { t } = useTranslation("conversations");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { bot_id: botId } = conversation;
  return useMutation({
    mutationFn: async (name: string) => {
      const found = await told(conversation);
      return found && { number: await keep(botId, name, found), lost: found.lost };
    },
    onSuccess: async (made) => {
      if (!made) return;
      void queries.invalidateQueries({ queryKey: ["get", "/api/v1/bots/{bot_id}/tests"] });
      notify(made.lost > 0 ? t("keep.doneLost", { count: made.lost }) : t("keep.done"));
      const search = { dock: "chat", test: String(made.number) } as const;
      await navigate({ to: "/bots/$botId", params: { botId }, search });
    },
  });
}

import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { useEditor } from "@/store";
import { FaultAlert, notify } from "@/ui";

import { keptTest } from "../testing/conversation";
import { useTesting } from "../testing/store";

/** The conversation becomes a test: played again later, it has to go the same way. */
export function KeepDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("chat");
  const botId = useEditor((state) => state.botId);
  const turns = useTesting((state) => state.turns);
  const outcomes = useTesting((state) => state.outcomes);
  const played = useTesting((state) => state.played);
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const keeping = $api.useMutation("post", "/api/v1/bots/{bot_id}/tests", {
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["get", "/api/v1/bots/{bot_id}/tests"] });
      notify(t("keep.done"));
      onClose();
    },
  });
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (!played) return;
    keeping.mutate({
      params: { path: { bot_id: botId } },
      body: keptTest(name.trim(), turns, outcomes, played),
    });
  };
  return (
    <Modal opened onClose={onClose} title={t("keep.title")}>
      <form onSubmit={keep}>
        <Stack gap="md">
          <Text size="sm" c="var(--text-2)">
            {t("keep.lead", { count: turns.length })}
          </Text>
          <TextInput
            label={t("keep.name")}
            placeholder={t("keep.example")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <FaultAlert fault={keeping.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={keeping.isPending} disabled={!played || name.trim() === ""}>
              {t("keep.action")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

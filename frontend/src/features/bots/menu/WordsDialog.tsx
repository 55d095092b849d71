import { Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { fieldFault } from "@/api/faults";
import { FaultAlert } from "@/ui";

import type { Bot } from "../types";

type WordsDialogProps = { bot: Bot; opened: boolean; onClose: () => void; onClosed: () => void };

/** A bot's name, and what it is for. */
export function WordsDialog({ bot, opened, onClose, onClosed }: WordsDialogProps) {
  const { t } = useTranslation("bots");
  return (
    <Modal opened={opened} onClose={onClose} onExitTransitionEnd={onClosed} title={t("words.title")}>
      <WordsForm bot={bot} onClose={onClose} />
    </Modal>
  );
}

function WordsForm({ bot, onClose }: { bot: Bot; onClose: () => void }) {
  const { t } = useTranslation(["bots", "ui"]);
  const queries = useQueryClient();
  const [name, setName] = useState(bot.name);
  const [description, setDescription] = useState(bot.description ?? "");
  const changing = $api.useMutation("patch", "/api/v1/bots/{bot_id}", {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["get", "/api/v1/bots"] });
      onClose();
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), description: description.trim() || null };
    changing.mutate({ params: { path: { bot_id: bot.id } }, body });
  };
  return (
    <form onSubmit={save}>
      <Stack gap="md">
        <TextInput
          label={t("words.name")}
          error={fieldFault(changing.error, "name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          required
          withAsterisk={false}
          data-autofocus
        />
        <Textarea
          label={t("words.description")}
          description={t("words.descriptionHint")}
          error={fieldFault(changing.error, "description")}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={2000}
        />
        <FaultAlert fault={changing.error} told={["name", "description"]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={changing.isPending} disabled={!name.trim()}>
            {t("ui:save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

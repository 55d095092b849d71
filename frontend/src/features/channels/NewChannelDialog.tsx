import { Button, Group, Modal, Radio, Stack, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { formFaults, unwrap } from "@/api/faults";
import { FaultAlert } from "@/ui";

import { BotSelect } from "./BotSelect";
import { KINDS, type Kind } from "./types";

type Props = { workspaceId: string | null; botId: string | null; opened: boolean; onClose: () => void };

export function NewChannelDialog({ opened, onClose, ...place }: Props) {
  const { t } = useTranslation(["channels", "ui"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("new.title")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {opened && <NewChannelForm {...place} onClose={onClose} />}
    </Modal>
  );
}

function NewChannelForm({ workspaceId, botId, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["channels", "ui"]);
  const form = useForm({
    initialValues: { name: "", bot: botId, kind: "web" as Kind, isPublic: true, isGroup: false },
    validate: { name: (name) => (name.trim() ? null : t("new.nameNeeded")) },
  });
  const making = useMaking(workspaceId, onClose);
  const refused = (thrown: unknown) => form.setErrors(formFaults(thrown, { default_bot_id: "bot" }));
  const isWeb = form.values.kind === "web";
  return (
    <form noValidate onSubmit={form.onSubmit((values) => making.mutate(values, { onError: refused }))}>
      <Stack gap="md">
        <TextInput
          label={t("name")}
          placeholder={t("new.nameExample")}
          maxLength={200}
          data-autofocus
          {...form.getInputProps("name")}
        />
        <BotSelect
          workspaceId={workspaceId}
          label={t("bot.label")}
          description={t("bot.hint")}
          value={form.values.bot}
          onChange={(bot) => form.setFieldValue("bot", bot)}
          error={form.errors.bot}
        />
        <Radio.Group label={t("kinds.label")} {...form.getInputProps("kind")}>
          <Stack gap="xs" mt={6}>
            {KINDS.map((kind) => (
              <Radio
                key={kind}
                value={kind}
                label={t(`kinds.${kind}.name`)}
                description={t(`kinds.${kind}.text`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {isWeb && (
          <Switch
            label={t("new.public")}
            description={t("new.publicHint")}
            {...form.getInputProps("isPublic", { type: "checkbox" })}
          />
        )}
        <Switch
          label={t("group.label")}
          description={t("group.hint")}
          {...form.getInputProps("isGroup", { type: "checkbox" })}
        />
        <FaultAlert fault={making.error} told={["name", "default_bot_id", "kind"]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("ui:cancel")}
          </Button>
          <Button type="submit" loading={making.isPending}>
            {t("new.action")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Wanted = { name: string; bot: string | null; kind: Kind; isPublic: boolean; isGroup: boolean };

function useMaking(workspaceId: string | null, onClose: () => void) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ name, bot, kind, isPublic, isGroup }: Wanted) =>
      unwrap(
        api.POST("/api/v1/channels", {
          body: {
            name: name.trim(),
            kind,
            default_bot_id: bot,
            is_public: kind === "webhook" || isPublic,
            is_group: isGroup,
            workspace_id: workspaceId,
          },
        }),
      ),
    onSuccess: async ({ id }) => {
      void queries.invalidateQueries({ queryKey: ["get", "/api/v1/channels"] });
      onClose();
      await navigate({ to: "/channels/$channelId", params: { channelId: id } });
    },
  });
}

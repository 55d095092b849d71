import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { confirmDanger, notify, notifyFault, SaveRow, savingOf, Section } from "@/ui";

import { BotSelect } from "../BotSelect";
import type { TabProps } from "../types";
import { useChannelChange } from "../useChannelChange";

export function SettingsTab(props: TabProps) {
  return (
    <>
      <NameSection {...props} />
      {props.rights.mayOwn && <DeleteSection {...props} />}
    </>
  );
}

function NameSection({ channel, rights }: TabProps) {
  const { t } = useTranslation("channels");
  const form = useForm({
    initialValues: { name: channel.name, bot: channel.default_bot_id },
    validate: { name: (name) => (name.trim() ? null : t("new.nameNeeded")) },
  });
  const saving = useChannelChange(channel);
  const save = form.onSubmit(({ name, bot }) =>
    saving.mutate(
      { name: name.trim(), default_bot_id: bot },
      savingOf(form, t("settings.saved"), { default_bot_id: "bot" }),
    ),
  );
  const isOff = !rights.mayEdit;
  return (
    <Section title={t("settings.title")} lead={t(channel.is_group ? "group.is" : "group.isNot")}>
      <form noValidate onSubmit={save}>
        <Stack>
          <TextInput label={t("name")} maxLength={200} readOnly={isOff} {...form.getInputProps("name")} />
          <BotSelect
            workspaceId={channel.workspace_id}
            label={t("bot.label")}
            description={t("bot.change")}
            readOnly={isOff}
            value={form.values.bot}
            onChange={(bot) => form.setFieldValue("bot", bot)}
            error={form.errors.bot}
          />
          <SaveRow form={form} saving={saving} told={["name", "default_bot_id"]} mayEdit={rights.mayEdit} />
        </Stack>
      </form>
    </Section>
  );
}

function DeleteSection({ channel: { id, name, kind } }: TabProps) {
  const { t } = useTranslation("channels");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const removing = $api.useMutation("delete", "/api/v1/channels/{channel_id}", {
    onError: notifyFault,
    onSuccess: async () => {
      await navigate({ to: "/channels" });
      await queries.invalidateQueries({ queryKey: ["get", "/api/v1/channels"] });
      notify(t("remove.done", { name }));
    },
  });
  const ask = () =>
    confirmDanger({
      title: t("remove.title", { name }),
      text: t(`remove.text.${kind === "web" ? "web" : "webhook"}`),
      confirm: t("remove.confirm"),
      onConfirm: () => removing.mutate({ params: { path: { channel_id: id } } }),
    });
  return (
    <Section title={t("remove.section")}>
      <Stack align="flex-start">
        <Text size="sm" c="var(--text-2)">
          {t(kind === "web" ? "remove.lead" : "remove.leadWebhook")}
        </Text>
        <Button variant="default" c="var(--danger-text)" onClick={ask} loading={removing.isPending}>
          {t("remove.open")}
        </Button>
      </Stack>
    </Section>
  );
}

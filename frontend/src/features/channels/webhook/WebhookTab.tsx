import { Code, List, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";

import { CodeBlock, CopyField, SaveRow, savingOf, Section } from "@/ui";

import { SecretPart } from "../access/SecretPart";
import { webhookCode } from "../access/signing";
import { webhookAddress } from "../addresses";
import type { TabProps } from "../types";
import { settingsOf } from "../look/look";
import { useChannelChange } from "../useChannelChange";
import { isWebAddress } from "./webAddress";

/** Where programs post what is said, where answers go, and how both are signed. */
export function WebhookTab(props: TabProps) {
  return (
    <>
      <InSection {...props} />
      <OutSection {...props} />
      <SignatureSection {...props} />
    </>
  );
}

function InSection({ channel }: TabProps) {
  const { t } = useTranslation("channels");
  const address = webhookAddress(channel.id);
  const example = `curl ${address} \\\n  -H "Content-Type: application/json" -H "X-DBCV-Sender: ada" \\\n  -d '{"text": "hello"}'`;
  return (
    <Section title={t("webhook.in.title")} lead={t("webhook.in.lead")}>
      <Stack gap="sm">
        <CopyField label={t("webhook.in.address")} value={address} />
        {!channel.has_secret && <CodeBlock label={t("webhook.in.example")} code={example} />}
        <List size="sm" spacing={4}>
          <List.Item>
            <Code>X-DBCV-Sender</Code> {t("webhook.in.sender")}
          </List.Item>
          <List.Item>
            <Code>Idempotency-Key</Code> {t("webhook.in.key")}
          </List.Item>
          <List.Item>{t("webhook.in.body")}</List.Item>
        </List>
      </Stack>
    </Section>
  );
}

function OutSection({ channel, rights }: TabProps) {
  const { t } = useTranslation("channels");
  const kept = settingsOf(channel);
  const form = useForm({
    initialValues: { url: kept.url ?? "" },
    validate: { url: (url) => (url.trim() === "" || isWebAddress(url) ? null : t("webhook.out.fault")) },
  });
  const saving = useChannelChange(channel);
  const save = form.onSubmit(({ url }) =>
    saving.mutate(
      { settings: { ...kept, url: url.trim() || null } },
      savingOf(form, t("webhook.out.saved"), { "settings.url": "url" }),
    ),
  );
  return (
    <Section title={t("webhook.out.title")} lead={t("webhook.out.lead")}>
      <form noValidate onSubmit={save}>
        <Stack gap="sm">
          <TextInput
            type="url"
            label={t("webhook.out.address")}
            placeholder="https://shop.example/dbcv"
            maxLength={2048}
            readOnly={!rights.mayEdit}
            {...form.getInputProps("url")}
          />
          <Text size="sm" c="var(--text-2)">
            {t("webhook.out.answers")}
          </Text>
          <SaveRow form={form} saving={saving} told={["settings.url"]} mayEdit={rights.mayEdit} />
        </Stack>
      </form>
    </Section>
  );
}

function SignatureSection({ channel, rights }: TabProps) {
  const { t } = useTranslation("channels");
  return (
    <Section title={t("webhook.sign.title")} lead={t("webhook.sign.lead")}>
      <Stack>
        <SecretPart channel={channel} mayEdit={rights.mayEdit} />
        <Text size="sm" c="var(--text-2)">
          {t("webhook.sign.how")}
        </Text>
        <CodeBlock label={t("webhook.sign.example")} code={webhookCode(webhookAddress(channel.id))} />
      </Stack>
    </Section>
  );
}

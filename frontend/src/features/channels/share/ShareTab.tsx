import { Alert, Button, Group, List, SegmentedControl, Stack, Text, Code } from "@mantine/core";
import { IconExternalLink, IconInfoCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { CodeBlock, CopyField, Section, TextLink } from "@/ui";

import { entryOf } from "../access/entry";
import { chatLink } from "../addresses";
import type { Channel, TabProps } from "../types";
import { EMBED_FORMS, embedCode, type EmbedForm } from "./embed";

/** How people come to the chat: by its link, or on a page of one's own. */
export function ShareTab({ channel }: TabProps) {
  return (
    <>
      <LinkSection channel={channel} />
      <EmbedSection channel={channel} />
      <ParamsSection channel={channel} />
    </>
  );
}

function LinkSection({ channel }: { channel: Channel }) {
  const { t } = useTranslation("channels");
  const link = chatLink(channel.id);
  const entry = entryOf(channel);
  return (
    <Section title={t("link.title")} lead={t(`link.lead.${entry}`)}>
      <Stack gap="sm">
        <CopyField label={t("link.label")} value={link} />
        <Group>
          <Button
            component="a"
            href={link}
            target="_blank"
            rel="noopener"
            variant="default"
            leftSection={<IconExternalLink size={16} />}
          >
            {t("link.open")}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

function EmbedSection({ channel }: { channel: Channel }) {
  const { t } = useTranslation("channels");
  const [form, setForm] = useState<EmbedForm>("script");
  const place = { origin: location.origin, channelId: channel.id };
  return (
    <Section title={t("embed.title")} lead={t("embed.lead")}>
      <Stack gap="sm" align="stretch">
        <SegmentedControl
          size="xs"
          w="fit-content"
          maw="100%"
          aria-label={t("embed.form")}
          data={EMBED_FORMS.map((value) => ({ value, label: t(`embed.forms.${value}.name`) }))}
          value={form}
          onChange={(value) => setForm(EMBED_FORMS.find((one) => one === value) ?? "script")}
        />
        <Text size="sm" c="var(--text-2)">
          {t(`embed.forms.${form}.text`)}
        </Text>
        <CodeBlock label={t("embed.code")} code={embedCode(form, place, t("embed.linkWords"))} />
        {form !== "link" && <SitesHint channel={channel} />}
      </Stack>
    </Section>
  );
}

/** A page that is not on the list is refused, and says so only in the browser's console. */
function SitesHint({ channel: { allowed_origins } }: { channel: Channel }) {
  const { t } = useTranslation("channels");
  if (allowed_origins.includes("*")) return null;
  return (
    <Alert color="blue" variant="light" icon={<IconInfoCircle size={18} />}>
      <Text size="sm">
        {allowed_origins.length === 0
          ? t("embed.noSites")
          : t("embed.onlySites", { sites: allowed_origins.join(", ") })}{" "}
        <TextLink to="." hash="access" hashScrollIntoView={false}>
          {t("embed.toSites")}
        </TextLink>
      </Text>
    </Alert>
  );
}

function ParamsSection({ channel }: { channel: Channel }) {
  const { t } = useTranslation("channels");
  const link = `${chatLink(channel.id)}?params-plan=pro&utm_campaign=spring`;
  const element = `<dbcv-chat channel="${channel.id}" params-plan="pro"></dbcv-chat>`;
  const script = `dbcv.setParams({ plan: "pro" });`;
  return (
    <Section title={t("params.title")} lead={t("params.lead")}>
      <Stack gap="sm">
        <CodeBlock label={t("params.inLink")} code={link} />
        <CodeBlock label={t("params.onPage")} code={`${element}\n<script>\n  ${script}\n</script>`} />
        <List size="sm" spacing={4}>
          <List.Item>
            {t("params.read")} <Code>{"{$message.params.plan$}"}</Code>
          </List.Item>
          <List.Item>
            {t("params.usual")} <Code>message.params.page</Code>, <Code>message.params.campaign</Code>
          </List.Item>
          <List.Item>{t("params.once")}</List.Item>
        </List>
      </Stack>
    </Section>
  );
}

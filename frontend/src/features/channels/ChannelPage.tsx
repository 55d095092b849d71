import { IconArrowLeft, IconExternalLink, IconMessages } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { $api } from "@/api/client";
import { EmptyState, FaultState, LinkButton, Loading, Page, TextLink, useRights } from "@/ui";

import { chatLink } from "./addresses";
import { ChannelBadges } from "./ChannelBadges";
import { ChannelTabs } from "./ChannelTabs";
import type { Channel } from "./types";
import { useBot } from "./useBot";
import { Warnings } from "./Warnings";

/** One channel: how people reach it, how its chat looks, who is in it. */
export function ChannelPage() {
  const { channelId } = useParams({ from: "/in/shell/channels/$channelId" });
  const params = { path: { channel_id: channelId } };
  const { data, isPending, error, refetch } = $api.useQuery("get", "/api/v1/channels/{channel_id}", {
    params,
  });
  if (isPending) return <Loading />;
  if (error) return <FaultState fault={error} onRetry={() => void refetch()} />;
  return "workspace_id" in data ? <Whole key={data.id} channel={data} /> : <OnlyTalk {...data} />;
}

function Above() {
  const { t } = useTranslation("channels");
  return (
    <TextLink to="/channels" size="sm">
      <IconArrowLeft size={14} aria-hidden /> {t("title")}
    </TextLink>
  );
}

function Whole({ channel }: { channel: Channel }) {
  const { t } = useTranslation("channels");
  const rights = useRights(channel.workspace_id);
  const bot = useBot(channel.default_bot_id).data;
  const lead = (
    <>
      {t(`kinds.${channel.kind}.name`, channel.kind)}
      {" · "}
      {bot ? (
        <TextLink to="/bots/$botId" params={{ botId: bot.id }}>
          {bot.name}
        </TextLink>
      ) : (
        t(channel.default_bot_id ? "bot.hidden" : "bot.none")
      )}{" "}
      <ChannelBadges channel={{ ...channel, warnings: [] }} />
    </>
  );
  const actions = bot && (
    <LinkButton
      to="/bots/$botId/conversations"
      params={{ botId: bot.id }}
      variant="default"
      leftSection={<IconMessages size={16} />}
    >
      {t("conversations")}
    </LinkButton>
  );
  return (
    <Page title={channel.name} lead={lead} above={<Above />} actions={actions}>
      <Warnings channel={channel} />
      <ChannelTabs channel={channel} rights={rights} />
    </Page>
  );
}

/** For one who may talk here and nothing else. */
function OnlyTalk({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation("channels");
  return (
    <Page title={name} above={<Above />}>
      <EmptyState
        icon={<IconMessages size={26} />}
        title={t("onlyTalk.title")}
        text={t("onlyTalk.text")}
        action={
          <a href={chatLink(id)} target="_blank" rel="noopener">
            {t("link.open")} <IconExternalLink size={14} aria-hidden />
          </a>
        }
      />
    </Page>
  );
}

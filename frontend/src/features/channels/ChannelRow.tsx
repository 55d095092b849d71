import { ActionIcon, CopyButton, Text, Tooltip } from "@mantine/core";
import { IconBolt, IconCheck, IconExternalLink, IconLink, IconWorldWww } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui";

import { chatLink, webhookAddress } from "./addresses";
import { ChannelBadges } from "./ChannelBadges";
import classes from "./Channels.module.css";
import type { Channel } from "./types";
import { useBot } from "./useBot";

export function ChannelRow({ channel }: { channel: Channel }) {
  const { t } = useTranslation("channels");
  const { id, name, kind } = channel;
  const bot = useBot(channel.default_bot_id).data;
  const isWeb = kind === "web";
  const address = isWeb ? chatLink(id) : webhookAddress(id);
  return (
    <article className={classes.row}>
      <span className={classes.sign} aria-hidden>
        {isWeb ? <IconWorldWww size={22} stroke={1.6} /> : <IconBolt size={22} stroke={1.6} />}
      </span>
      <div className={classes.words}>
        {/* The link's area is the whole row; what else can be pressed lies above it. */}
        <Link to="/channels/$channelId" params={{ channelId: id }} className={classes.name}>
          {name}
        </Link>
        <Text size="sm" c="var(--text-2)" className={classes.line}>
          {t(`kinds.${kind}.name`, kind)}
          {" · "}
          {bot ? bot.name : t(channel.default_bot_id ? "bot.hidden" : "bot.none")}
        </Text>
      </div>
      <ChannelBadges channel={channel} />
      <div className={classes.tools}>
        <CopyButton value={address} timeout={2000}>
          {({ copied, copy }) => (
            <IconButton
              label={t(copied ? "row.copied" : isWeb ? "row.copyLink" : "row.copyAddress", { name })}
              onClick={copy}
            >
              {copied ? <IconCheck size={18} /> : <IconLink size={18} />}
            </IconButton>
          )}
        </CopyButton>
        {isWeb && (
          <Tooltip label={t("row.open", { name })}>
            <ActionIcon
              component="a"
              variant="subtle"
              color="gray"
              href={address}
              target="_blank"
              rel="noopener"
              aria-label={t("row.open", { name })}
            >
              <IconExternalLink size={18} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </article>
  );
}

import { Badge, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { RelativeTime, useWorkspace } from "@/ui";

import classes from "./BotCard.module.css";
import { BotMenu } from "./menu/BotMenu";
import type { Bot } from "./types";
import { useUnsaved } from "./useUnsaved";

export function BotCard({ bot }: { bot: Bot }) {
  const { t } = useTranslation("bots");
  return (
    <article className={classes.card}>
      <div className={classes.head}>
        {/* The link's area is the whole card; the menu lies above it. */}
        <Link to="/bots/$botId" params={{ botId: bot.id }} className={classes.name} title={bot.name}>
          <span className={classes.clamped}>{bot.name}</span>
        </Link>
        <BotMenu bot={bot} />
      </div>
      <Text size="sm" c="var(--text-2)" lineClamp={2} className={classes.words}>
        {bot.description}
      </Text>
      <div className={classes.foot}>
        <span className={classes.badges}>
          <Live bot={bot} />
          <Unsaved botId={bot.id} />
          <Elsewhere workspaceId={bot.workspace_id} />
        </span>
        <Text size="xs" c="var(--text-2)" component="span">
          {t("changed")} <RelativeTime at={bot.updated_at} />
        </Text>
      </div>
    </article>
  );
}

/** Of which workspace it is, where that is not the person's own. */
function Elsewhere({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation("bots");
  const { workspaces, isSuccess } = useWorkspace();
  const workspace = workspaces.find(({ id }) => id === workspaceId);
  if (!isSuccess || (workspace?.is_personal && workspace.role === "owner")) return null;
  return (
    <Badge variant="default" size="sm" maw={160}>
      {workspace?.name ?? t("shared")}
    </Badge>
  );
}

/** Something was done to it in this browser that has not come to the server. */
function Unsaved({ botId }: { botId: string }) {
  const { t } = useTranslation("bots");
  if (!useUnsaved(botId)) return null;
  return (
    <Badge variant="default" size="sm" className={classes.unsaved} title={t("unsavedHint")}>
      {t("unsaved")}
    </Badge>
  );
}

function Live({ bot }: { bot: Bot }) {
  const { t } = useTranslation("bots");
  if (bot.status !== "active")
    return (
      <Badge variant="default" size="sm">
        {t(`status.${bot.status}`)}
      </Badge>
    );
  if (bot.published_version === null)
    return (
      <Badge variant="default" size="sm">
        {t("status.draft")}
      </Badge>
    );
  return (
    <Badge variant="light" color="teal" size="sm" className={classes.live}>
      {t("status.published", { version: bot.published_version })}
    </Badge>
  );
}

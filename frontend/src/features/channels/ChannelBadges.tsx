import { Badge } from "@mantine/core";
import { IconAlertTriangle, IconLock, IconUsersGroup, IconWorld, IconId } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { entryOf, type Entry } from "./access/entry";
import classes from "./Channels.module.css";
import type { Channel } from "./types";

const SIGNS: Readonly<Record<Entry, typeof IconLock>> = {
  anybody: IconWorld,
  vouched: IconId,
  chosen: IconLock,
};

/** How it stands with a channel, in a word or two each. */
export function ChannelBadges({ channel }: { channel: Channel }) {
  const { t } = useTranslation("channels");
  const entry = entryOf(channel);
  const Sign = SIGNS[entry];
  return (
    <span className={classes.badges}>
      {channel.warnings.map(({ code }) => (
        <Badge
          component="span"
          key={code}
          variant="default"
          size="sm"
          className={classes.silent}
          leftSection={<IconAlertTriangle size={12} />}
        >
          {t(`warning.short.${code.split(":")[1] ?? ""}`, t("warning.short.other"))}
        </Badge>
      ))}
      {channel.kind === "web" && (
        <Badge component="span" variant="default" size="sm" leftSection={<Sign size={12} />}>
          {t(`entry.${entry}.short`)}
        </Badge>
      )}
      {channel.is_group && (
        <Badge component="span" variant="default" size="sm" leftSection={<IconUsersGroup size={12} />}>
          {t("group.short")}
        </Badge>
      )}
    </span>
  );
}

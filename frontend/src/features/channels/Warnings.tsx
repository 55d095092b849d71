import { Alert, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { TextLink } from "@/ui";

import classes from "./Channels.module.css";
import type { Channel } from "./types";

/** Why nobody would answer here, and where that is mended. */
export function Warnings({ channel }: { channel: Channel }) {
  const { t, i18n } = useTranslation("channels");
  const { warnings, default_bot_id } = channel;
  if (warnings.length === 0) return null;
  const isRussian = i18n.language === "ru";
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} />} className={classes.warning}>
      {warnings.map(({ code, message, message_ru }) => (
        <Text key={code} size="sm">
          {isRussian ? message_ru : message}{" "}
          {default_bot_id && (
            <TextLink to="/bots/$botId" params={{ botId: default_bot_id }}>
              {t("warning.toBot")}
            </TextLink>
          )}
        </Text>
      ))}
    </Alert>
  );
}

import { Menu } from "@mantine/core";
import {
  IconArchive,
  IconArchiveOff,
  IconBellRinging,
  IconCalendarTime,
  IconCopy,
  IconDownload,
  IconMessages,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
  IconUsers,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { confirmDanger } from "@/ui";

import { useMyAccess } from "../access/useMyAccess";
import { useBotActions } from "../actions";
import type { Bot } from "../types";

const SIZE = 16;
const FORMATS = ["yaml", "json", "bundle"] as const;

/** What is opened from the menu. */
export type BotDialog = "words" | "access";

type BotItemsProps = { bot: Bot; onDialog: (dialog: BotDialog) => void };

/** Only what the person may do: who looks on sees neither pause nor archive. */
export function BotItems({ bot, onDialog }: BotItemsProps) {
  const { t } = useTranslation("bots");
  const actions = useBotActions();
  const { mayEdit, mayOwn } = useMyAccess(bot.id);
  return (
    <>
      <Menu.Item
        component={Link}
        to={`/bots/${bot.id}/conversations`}
        leftSection={<IconMessages size={SIZE} />}
      >
        {t("menu.conversations")}
      </Menu.Item>
      <Menu.Item
        component={Link}
        to={`/bots/${bot.id}/schedule`}
        leftSection={<IconCalendarTime size={SIZE} />}
      >
        {t("menu.schedule")}
      </Menu.Item>
      {mayEdit && (
        <Menu.Item
          component={Link}
          to={`/bots/${bot.id}/alerts`}
          leftSection={<IconBellRinging size={SIZE} />}
        >
          {t("menu.alerts")}
        </Menu.Item>
      )}
      {mayEdit && (
        <Menu.Item leftSection={<IconPencil size={SIZE} />} onClick={() => onDialog("words")}>
          {t("menu.words")}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconUsers size={SIZE} />} onClick={() => onDialog("access")}>
        {t("menu.access")}
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={SIZE} />} onClick={() => void actions.duplicate(bot)}>
        {t("menu.duplicate")}
      </Menu.Item>
      <Menu.Divider />
      {FORMATS.map((format) => (
        <Menu.Item
          key={format}
          leftSection={<IconDownload size={SIZE} />}
          onClick={() => void actions.download(bot, format)}
        >
          {t(`menu.${format}`)}
        </Menu.Item>
      ))}
      {mayEdit && <Standing bot={bot} mayOwn={mayOwn} />}
    </>
  );
}

/** Whether it answers people, and whether it is still there. */
function Standing({ bot, mayOwn }: { bot: Bot; mayOwn: boolean }) {
  const { t } = useTranslation("bots");
  const actions = useBotActions();
  const isArchived = bot.status === "archived";
  const mayPause = bot.status === "active" && bot.published_version !== null;
  const remove = () =>
    confirmDanger({
      title: t("remove.title", { name: bot.name }),
      text: t("remove.text"),
      confirm: t("remove.confirm"),
      onConfirm: () => void actions.remove(bot),
    });
  return (
    <>
      {(mayPause || bot.status !== "active" || mayOwn) && <Menu.Divider />}
      {mayPause && (
        <Menu.Item
          leftSection={<IconPlayerPause size={SIZE} />}
          onClick={() => void actions.move(bot, "pause")}
        >
          {t("menu.pause")}
        </Menu.Item>
      )}
      {bot.status === "paused" && (
        <Menu.Item
          leftSection={<IconPlayerPlay size={SIZE} />}
          onClick={() => void actions.move(bot, "resume")}
        >
          {t("menu.resume")}
        </Menu.Item>
      )}
      {isArchived && (
        <Menu.Item
          leftSection={<IconArchiveOff size={SIZE} />}
          onClick={() => void actions.move(bot, "unarchive")}
        >
          {t("menu.unarchive")}
        </Menu.Item>
      )}
      {!isArchived && mayOwn && (
        <Menu.Item
          leftSection={<IconArchive size={SIZE} />}
          onClick={() => void actions.move(bot, "archive")}
        >
          {t("menu.archive")}
        </Menu.Item>
      )}
      {isArchived && mayOwn && (
        <Menu.Item c="var(--danger-text)" leftSection={<IconTrash size={SIZE} />} onClick={remove}>
          {t("menu.remove")}
        </Menu.Item>
      )}
    </>
  );
}

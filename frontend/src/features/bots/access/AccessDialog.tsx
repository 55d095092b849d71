import { Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { FaultState, Loading } from "@/ui";

import type { Bot } from "../types";
import { Person } from "./Person";
import classes from "./Access.module.css";
import { ShareForm } from "./ShareForm";
import { useAccess, useMyAccess } from "./useMyAccess";

type AccessDialogProps = { bot: Bot; opened: boolean; onClose: () => void; onClosed: () => void };

/** Who may touch this bot, and sharing it alone, without the rest of its workspace. */
export function AccessDialog({ bot, opened, onClose, onClosed }: AccessDialogProps) {
  const { t } = useTranslation("bots");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={onClosed}
      title={t("access.title")}
      size="lg"
    >
      <Access bot={bot} onLeft={onClose} />
    </Modal>
  );
}

function Access({ bot, onLeft }: { bot: Bot; onLeft: () => void }) {
  const { t } = useTranslation("bots");
  const { data, isPending, error, refetch } = useAccess(bot.id);
  const { mayOwn } = useMyAccess(bot.id);
  if (isPending) return <Loading />;
  if (error) return <FaultState fault={error} onRetry={() => void refetch()} />;
  return (
    <Stack gap="lg">
      <Text size="sm" c="var(--text-2)" className={classes.name}>
        {t("access.lead", { name: bot.name })}
      </Text>
      {mayOwn && <ShareForm botId={bot.id} />}
      <ul className={classes.people} aria-label={t("access.people")}>
        {data.items.map((person) => (
          <Person key={person.user_id} bot={bot} person={person} mayOwn={mayOwn} onLeft={onLeft} />
        ))}
      </ul>
    </Stack>
  );
}

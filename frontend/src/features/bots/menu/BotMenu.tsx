import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui";

import { AccessDialog } from "../access/AccessDialog";
import type { Bot } from "../types";
import { BotItems, type BotDialog } from "./BotItems";
import { WordsDialog } from "./WordsDialog";

/** What can be done with a bot from the list, by whoever opens it. */
export function BotMenu({ bot }: { bot: Bot }) {
  const { t } = useTranslation("bots");
  const [dialog, setDialog] = useState<BotDialog | null>(null);
  const target = useRef<HTMLButtonElement>(null);
  const close = () => setDialog(null);
  const back = () => target.current?.focus();
  return (
    <>
      <Menu position="bottom-end" width={260} withinPortal>
        <Menu.Target>
          <IconButton ref={target} label={t("menu.title", { name: bot.name })} size="sm">
            <IconDots size={18} />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          <BotItems bot={bot} onDialog={setDialog} />
        </Menu.Dropdown>
      </Menu>
      <WordsDialog bot={bot} opened={dialog === "words"} onClose={close} onClosed={back} />
      <AccessDialog bot={bot} opened={dialog === "access"} onClose={close} onClosed={back} />
    </>
  );
}

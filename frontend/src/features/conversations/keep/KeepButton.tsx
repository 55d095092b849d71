import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFlask } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useMyAccess } from "@/features/bots/access/useMyAccess";
import type { ConversationWhole } from "../types";
import { KeepDialog } from "./KeepDialog";

/** For those who may change the bot. */
export function KeepButton({ conversation }: { conversation: ConversationWhole }) {
  const { t } = useTranslation("conversations");
  const [opened, dialog] = useDisclosure(false);
  const { mayEdit } = useMyAccess(conversation.bot_id);
  if (!mayEdit) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconFlask size={16} />} onClick={dialog.open}>
        {t("keep.action")}
      </Button>
      <KeepDialog conversation={conversation} opened={opened} onClose={dialog.close} />
    </>
  );
}

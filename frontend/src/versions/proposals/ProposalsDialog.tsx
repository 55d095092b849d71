import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import { ProposalList } from "./ProposalList";
import { ProposalView } from "./ProposalView";

type ProposalsDialogProps = { opened: string; onOpen: (which: string | null) => void };

/** All that wait, or one of them. */
export function ProposalsDialog({ opened, onOpen }: ProposalsDialogProps) {
  // Words of what is told in it, too: who waits for them then sees the dialog go away.
  const { t } = useTranslation(["proposals", "versions", "rules", "chat"]);
  const isPhone = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const close = () => onOpen(null);
  return (
    <Modal opened onClose={close} title={t("title")} size="xl" fullScreen={isPhone}>
      {opened === "all" ? (
        <ProposalList onOpen={onOpen} />
      ) : (
        <ProposalView key={opened} proposalId={opened} onList={() => onOpen("all")} onClose={close} />
      )}
    </Modal>
  );
}

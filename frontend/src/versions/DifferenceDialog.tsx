import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Difference } from "./Difference";

type DifferenceDialogProps = { botId: string; from: number; onClose: () => void };

/** What the draft says otherwise than a version. */
export function DifferenceDialog({ botId, from, onClose }: DifferenceDialogProps) {
  const { t } = useTranslation("versions");
  return (
    <Modal opened onClose={onClose} title={t("difference.title", { number: from })} size="xl">
      <Difference botId={botId} from={String(from)} onShow={onClose} />
    </Modal>
  );
}

import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import type { ReactNode } from "react";

import { i18n } from "@/i18n";

type Danger = { title: string; text: ReactNode; confirm: string; onConfirm: () => void };

/** Asks before what cannot be undone, and only then. */
export function confirmDanger({ title, text, confirm, onConfirm }: Danger): void {
  modals.openConfirmModal({
    title,
    children: <Text size="sm">{text}</Text>,
    labels: { confirm, cancel: i18n.t("cancel", { ns: "ui" }) },
    confirmProps: { color: "red" },
    closeButtonProps: { "aria-label": i18n.t("close", { ns: "ui" }) },
    onConfirm,
  });
}

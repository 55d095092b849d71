import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

type UndoableProps = { onUndo: () => void; children: ReactNode };

/** What was done, and the button that takes it back. */
export function Undoable({ onUndo, children }: UndoableProps) {
  const { t } = useTranslation("ui");
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <span>{children}</span>
      <Button size="compact-sm" variant="light" flex="none" onClick={onUndo}>
        {t("undo")}
      </Button>
    </Group>
  );
}

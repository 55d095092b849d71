import { Button, Group } from "@mantine/core";
import { IconArrowBigRightLines, IconPencil, IconPlus, IconSettings, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { useActs } from "@/editor/canvas/acts/context";
import { usePhone } from "@/editor/canvas/usePhone";
import { beginningOf } from "./beginning";
import type { OutlineItem } from "./items";

/** What can be done with the line that is chosen. */
export function OutlineActions({ item }: { item: OutlineItem | null }) {
  const { t } = useTranslation("canvas");
  const acts = useActs();
  const readOnly = useEditor((state) => state.readOnly);
  const isFixed = usePhone() || readOnly;
  if (item === null) return null;
  const from = beginningOf(item);
  const canLead = item.kind === "step" || item.row.handle !== null;
  return (
    <Group gap={6} role="toolbar" aria-label={t("outline.actions")}>
      <Act icon={IconSettings} name={t("menu.open")} act={() => acts.open()} />
      {!isFixed && item.kind === "step" && (
        <Act icon={IconPencil} name={t("menu.rename")} act={() => acts.rename(item.step.id)} />
      )}
      {!isFixed && canLead && (
        <>
          <Act
            icon={IconPlus}
            name={t("menu.addAfter")}
            act={() => (item.kind === "step" ? acts.askNext(item.step.id) : acts.askStep({ from }))}
          />
          <Act
            icon={IconArrowBigRightLines}
            name={t("menu.connect")}
            act={() => (item.kind === "step" ? acts.askTargetOf(item.step.id) : acts.askTarget(from))}
          />
        </>
      )}
      {!isFixed && (item.kind === "step" || item.row.connection !== null) && (
        <Act icon={IconTrash} name={t("menu.remove")} act={acts.remove} />
      )}
    </Group>
  );
}

function Act({ icon: Icon, name, act }: { icon: typeof IconPlus; name: string; act: () => void }) {
  return (
    <Button size="compact-sm" variant="default" leftSection={<Icon size={14} aria-hidden />} onClick={act}>
      {name}
    </Button>
  );
}

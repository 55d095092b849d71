import { ActionIcon } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import sortable from "@/values/sets/SortableList.module.css";
import { useBuilder } from "./context";

/** Drags a row, or moves it with the arrow keys: into groups and out of them. */
export function Grip({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation("values");
  const builder = useBuilder();
  if (builder.readOnly) return null;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      className={sortable.grip}
      data-grip={id}
      aria-label={t("order.move", { name })}
      title={t("order.how")}
      onKeyDown={(event) => {
        if (event.key === "Escape") builder.cancelDrag();
        const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
        if (by === null) return;
        event.preventDefault();
        builder.step(id, by);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        builder.drag(id, event.nativeEvent);
      }}
      onPointerMove={(event) => builder.dragged === id && builder.drag(id, event.nativeEvent)}
      onPointerUp={builder.dropped}
      onPointerCancel={builder.cancelDrag}
    >
      <IconGripVertical size={16} aria-hidden />
    </ActionIcon>
  );
}

import { IconGripVertical } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useActs } from "@/editor/canvas/acts/context";
import { useCanvas, useCanvasStore } from "@/editor/canvas/state";
import { keysText } from "@/editor/keys/shown";
import { useRowText } from "./RowLabel";
import type { Row } from "./rows";
import classes from "./step.module.css";

/** Where a way stands among those of its group that may change places. */
export interface Standing {
  readonly connection: string;
  readonly group: string;
  readonly place: number;
  readonly count: number;
}

interface Props {
  readonly row: Row;
  readonly standing: Standing;
  readonly isSelected: boolean;
}

/** Drags a way to another place among its group's, or takes it there with the arrow keys. */
export function RowGrip({ row, standing, isSelected }: Props) {
  const { connection, group, place, count } = standing;
  const { t } = useTranslation("canvas");
  const { main } = useRowText(row);
  const acts = useActs();
  const canvas = useCanvasStore();
  const isDragging = useCanvas((state) => state.ordering?.connection === connection);
  const drag = (to: number) => canvas.setState({ ordering: { connection, group, to } });
  const stop = () => canvas.setState({ ordering: null });
  const drop = () => {
    const to = canvas.getState().ordering?.to ?? place;
    stop();
    acts.placeConnection(connection, to > place ? to - 1 : to);
  };
  const press = (event: React.KeyboardEvent<HTMLElement>) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (event.key === "Escape" && isDragging) stop();
    else if (by === 0 || event.shiftKey || event.ctrlKey || event.metaKey) return;
    else if (acts.moveConnection(connection, by)) keepFocus(event.currentTarget);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <button
      type="button"
      className={`${classes.grip} nodrag nopan`}
      tabIndex={isSelected ? 0 : -1}
      aria-label={t("row.move", { name: main, place: place + 1, count })}
      title={t("row.moveHow", { up: keysText("wayUp"), down: keysText("wayDown") })}
      data-dragging={isDragging || undefined}
      onKeyDown={press}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(place);
      }}
      onPointerMove={(event) => {
        if (isDragging) drag(placeAt(event, group, count));
      }}
      onPointerUp={isDragging ? drop : undefined}
      onPointerCancel={stop}
    >
      <IconGripVertical size={14} aria-hidden />
    </button>
  );
}

/** Before which of its group's rows the pointer is. */
function placeAt(event: React.PointerEvent<HTMLElement>, group: string, count: number): number {
  const node = event.currentTarget.closest(`.${classes.node}`);
  const rows = node?.querySelectorAll<HTMLElement>(`[data-group="${CSS.escape(group)}"][data-place]`) ?? [];
  const below = [...rows].find((row) => {
    const { top, height } = row.getBoundingClientRect();
    return event.clientY < top + height / 2;
  });
  return below === undefined ? count : Number(below.dataset["place"]);
}

/** An element that is put elsewhere loses the focus. */
function keepFocus(element: HTMLElement): void {
  requestAnimationFrame(() => element.focus({ preventScroll: true }));
}

import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import classes from "./SortableList.module.css";

interface Props<T> {
  items: readonly T[];
  keyOf: (item: T, place: number) => string;
  nameOf: (item: T, place: number) => string;
  onMove: (from: number, to: number) => void;
  /** So many at the end stay where they are. */
  pinned?: number;
  readOnly?: boolean;
  label: string;
  children: (item: T, place: number, grip: ReactNode) => ReactNode;
}

/** A list put in order by dragging a grip, or with the arrow keys on it. */
export function SortableList<T>(props: Props<T>) {
  const { items, keyOf, nameOf, onMove, pinned = 0, readOnly, label, children } = props;
  const { t } = useTranslation("values");
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const [said, setSaid] = useState("");
  const movable = items.length - pinned;

  const move = (from: number, to: number) => {
    const item = items[from];
    if (item === undefined || from === to || to < 0 || to >= movable) return;
    onMove(from, to);
    setSaid(t("order.moved", { name: nameOf(item, from), place: to + 1, count: movable }));
    requestAnimationFrame(() => gripAt(list.current, to)?.focus());
  };
  const placeAt = (y: number): number => {
    const rows = [...(list.current?.children ?? [])].slice(0, movable);
    const below = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y < top + height / 2;
    });
    return below === -1 ? movable : below;
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag) setDrag({ ...drag, to: placeAt(event.clientY) });
  };
  const drop = () => {
    if (drag) move(drag.from, drag.to > drag.from ? drag.to - 1 : drag.to);
    setDrag(null);
  };
  const onKeyDown = (event: KeyboardEvent, place: number) => {
    if (event.key === "Escape") setDrag(null);
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // a row may stand in a row of another list
    move(place, place + by);
  };
  const grip = (item: T, place: number) =>
    readOnly || place >= movable || movable < 2 ? null : (
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        className={classes.grip}
        data-grip={place}
        aria-label={t("order.move", { name: nameOf(item, place) })}
        title={t("order.how")}
        onKeyDown={(event) => onKeyDown(event, place)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag({ from: place, to: place });
        }}
        onPointerMove={onPointerMove}
        onPointerUp={drop}
        onPointerCancel={() => setDrag(null)}
      >
        <IconGripVertical size={16} aria-hidden />
      </ActionIcon>
    );
  return (
    <>
      <ol ref={list} className={classes.list} aria-label={label}>
        {items.map((item, place) => (
          <li
            key={keyOf(item, place)}
            className={classes.item}
            data-dragged={drag?.from === place || undefined}
            data-before={(drag !== null && drag.to === place) || undefined}
            data-after={(drag !== null && drag.to === movable && place === movable - 1) || undefined}
          >
            {children(item, place, grip(item, place))}
          </li>
        ))}
      </ol>
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
    </>
  );
}

/** Its own, before those of rows inside it. */
function gripAt(list: HTMLOListElement | null, place: number): HTMLElement | null {
  return list?.children[place]?.querySelector<HTMLElement>("[data-grip]") ?? null;
}

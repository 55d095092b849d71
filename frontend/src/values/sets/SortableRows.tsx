import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import classes from "./SortableRows.module.css";

interface Props {
  keys: readonly string[];
  nameOf: (place: number) => string;
  onMove: (from: number, to: number) => void;
  label: string;
  readOnly?: boolean;
  children: (place: number, grip: ReactNode) => ReactNode;
}

/** Rows put in order by dragging their grips, or with the arrow keys on them. */
export function SortableRows({ keys, nameOf, onMove, label, readOnly, children }: Props) {
  const { t } = useTranslation("values");
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const [said, setSaid] = useState("");

  const move = (from: number, to: number) => {
    if (from === to || to < 0 || to >= keys.length) return;
    setSaid(t("order.moved", { name: nameOf(from), place: to + 1, count: keys.length }));
    onMove(from, to);
    requestAnimationFrame(() => gripAt(list.current, to)?.focus());
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag) setDrag({ ...drag, to: placeAt(list.current, event.clientY) });
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
    event.stopPropagation();
    move(place, place + by);
  };
  const grip = (place: number) =>
    !readOnly &&
    keys.length > 1 && (
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        className={classes.grip}
        data-grip={place}
        aria-label={t("order.move", { name: nameOf(place) })}
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
      <ol ref={list} className={classes.rows} aria-label={label}>
        {keys.map((key, place) => (
          <li
            key={key}
            className={classes.row}
            data-dragged={drag?.from === place || undefined}
            data-before={drag?.to === place || undefined}
            data-after={(drag?.to === keys.length && place === keys.length - 1) || undefined}
          >
            {children(place, grip(place))}
          </li>
        ))}
      </ol>
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
    </>
  );
}

function placeAt(list: HTMLOListElement | null, y: number): number {
  const rows = [...(list?.children ?? [])];
  const below = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect();
    return y < top + height / 2;
  });
  return below === -1 ? rows.length : below;
}

/** Not those of rows inside a row. */
function gripAt(list: HTMLOListElement | null, place: number): HTMLElement | null {
  const row = list?.children[place];
  return row?.querySelector<HTMLElement>("[data-grip]") ?? null;
}

import { useState } from "react";

import type { Place } from "../model/tree";

interface Drag {
  readonly id: string;
  readonly to: Place | null;
}

/** What is dragged, and the place under the pointer. Rows have `data-row`, lists `data-rows`. */
export function useDrag(onMove: (id: string, to: Place) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  return {
    dragged: drag?.id ?? null,
    drop: drag?.to ?? null,
    drag: (id: string, { clientX, clientY }: PointerEvent) =>
      setDrag({ id, to: placeUnder(clientX, clientY) }),
    dropped: () => {
      if (drag?.to) onMove(drag.id, drag.to);
      setDrag(null);
    },
    cancelDrag: () => setDrag(null),
  };
}

function placeUnder(x: number, y: number): Place | null {
  const under = document.elementFromPoint(x, y);
  const row = under?.closest<HTMLElement>("[data-row]");
  const list = under?.closest<HTMLElement>("[data-rows]");
  const group = list?.dataset.rows;
  if (!list || group === undefined) return null;
  const rows = [...list.children].filter(
    (one) => one instanceof HTMLElement && one.dataset.row !== undefined,
  );
  // Over a list inside a row, that list is meant; between the rows, the one below.
  const inner =
    row && row.parentElement === list ? row : rows.find((one) => y < one.getBoundingClientRect().bottom);
  if (!inner) return { group, index: rows.length };
  const { top, height } = inner.getBoundingClientRect();
  return { group, index: rows.indexOf(inner) + (y > top + height / 2 ? 1 : 0) };
}

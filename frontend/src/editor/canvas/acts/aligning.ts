import type { Box } from "@/editor/canvas/bounds";
import { around } from "@/editor/canvas/bounds";

export type Edge = "left" | "right" | "top" | "bottom";
export type Boxes = ReadonlyMap<string, Box>;
export type Moves = Readonly<Record<string, { x: number; y: number }>>;

/** Where boxes go so that they share this edge; those that are there already are left out. */
export function aligned(boxes: Boxes, edge: Edge): Moves {
  const whole = around([...boxes.values()]);
  if (whole === null || boxes.size < 2) return {};
  return moved(boxes, (box) => {
    if (edge === "left") return { x: whole.x, y: box.y };
    if (edge === "right") return { x: whole.x + whole.width - box.width, y: box.y };
    if (edge === "top") return { x: box.x, y: whole.y };
    return { x: box.x, y: whole.y + whole.height - box.height };
  });
}

/** The same distance between neighbours, the outermost stay. */
export function spread(boxes: Boxes, axis: "x" | "y"): Moves {
  if (boxes.size < 3) return {};
  const size = axis === "x" ? "width" : "height";
  const sorted = [...boxes].toSorted(([, one], [, other]) => one[axis] - other[axis]);
  const whole = around([...boxes.values()]);
  const taken = sorted.reduce((sum, [, box]) => sum + box[size], 0);
  const gap = ((whole?.[size] ?? 0) - taken) / (boxes.size - 1);
  let at = whole?.[axis] ?? 0;
  const places = new Map<string, number>();
  for (const [id, box] of sorted) {
    places.set(id, Math.round(at));
    at += box[size] + gap;
  }
  return moved(boxes, (box, id) => ({ x: box.x, y: box.y, [axis]: places.get(id) ?? box[axis] }));
}

export function nudged(boxes: Boxes, by: { x: number; y: number }): Moves {
  return moved(boxes, (box) => ({ x: box.x + by.x, y: box.y + by.y }));
}

function moved(boxes: Boxes, to: (box: Box, id: string) => { x: number; y: number }): Moves {
  const moves: Record<string, { x: number; y: number }> = {};
  for (const [id, box] of boxes) {
    const place = to(box, id);
    if (place.x !== box.x || place.y !== box.y) moves[id] = place;
  }
  return moves;
}

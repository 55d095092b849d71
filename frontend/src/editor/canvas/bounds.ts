import { drawable, type Placement } from "@/editor/layout/placement";
import { shapeOf, SIZES } from "@/editor/nodes/geometry";
import { linesOf } from "@/editor/nodes/wrapping";
import type { BotDocument, Note } from "@/model/document";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export const ZOOM = { least: 0.05, most: 2, overview: 0.2, reading: 0.8 } as const;
const NOTE = { width: 220, padding: 12, line: 18, fewest: 4, most: 24 } as const;

/** A note is as high as its text. */
export function boxOfNote(note: Note): Box {
  const lines = linesOf(note.text ?? "", NOTE.width - 2 * NOTE.padding - 4, NOTE.most);
  const height = Math.max(lines, NOTE.fewest) * NOTE.line + 2 * NOTE.padding;
  return { ...drawable(note.position ?? { x: 0, y: 0 }), width: NOTE.width, height };
}

/** All that is drawn, or null where nothing is. `only`: ids of steps. */
export function boundsOf(
  document: BotDocument,
  placement: Placement,
  only?: ReadonlySet<string>,
): Box | null {
  const boxes: Box[] = [];
  for (const step of document.steps ?? []) {
    const position = placement.get(step.id);
    if (position === undefined || (only && !only.has(step.id))) continue;
    boxes.push({ ...position, width: SIZES.width, height: shapeOf(step).height });
  }
  if (!only) for (const note of document.notes ?? []) boxes.push(boxOfNote(note));
  return around(boxes);
}

export function around(boxes: readonly Box[]): Box | null {
  const [first] = boxes;
  if (first === undefined) return null;
  let { x, y } = first;
  let right = x + first.width;
  let bottom = y + first.height;
  for (const box of boxes) {
    x = Math.min(x, box.x);
    y = Math.min(y, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return { x, y, width: right - x, height: bottom - y };
}

/** The view that shows the whole box in a pane of this size. */
export function viewOf(box: Box, pane: { width: number; height: number }, most = 1): Viewport {
  const room = 0.88;
  const zoom = Math.max(
    ZOOM.least,
    Math.min(
      most,
      (pane.width * room) / Math.max(box.width, 1),
      (pane.height * room) / Math.max(box.height, 1),
    ),
  );
  return {
    zoom,
    x: pane.width / 2 - (box.x + box.width / 2) * zoom,
    y: pane.height / 2 - (box.y + box.height / 2) * zoom,
  };
}

/** Whether a box lies within what the view shows, with a margin in pixels of the screen. */
export function isShown(box: Box, view: Viewport, pane: { width: number; height: number }): boolean {
  const left = box.x * view.zoom + view.x;
  const top = box.y * view.zoom + view.y;
  return (
    left >= 8 &&
    top >= 8 &&
    left + box.width * view.zoom <= pane.width - 8 &&
    top + box.height * view.zoom <= pane.height - 8
  );
}

const ROOM = 48;

/** The view, moved no further than it takes to show a box; one that is far away comes into the middle. */
export function viewShowing(box: Box, view: Viewport, pane: { width: number; height: number }): Viewport {
  const { zoom } = view;
  return {
    zoom,
    x: view.x + shift(box.x * zoom + view.x, box.width * zoom, pane.width),
    y: view.y + shift(box.y * zoom + view.y, box.height * zoom, pane.height),
  };
}

function shift(start: number, size: number, whole: number): number {
  const before = ROOM - start;
  const behind = whole - ROOM - (start + size);
  const least = before > 0 ? before : Math.max(Math.min(behind, 0), before);
  return Math.abs(least) > whole ? (whole - size) / 2 - start : least;
}

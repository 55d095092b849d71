import { Position } from "@xyflow/react";
import type { NodeHandle } from "@xyflow/react";
import type { Message, Step } from "@/model/document";
import { isOpen, OPEN, rowsOf } from "./rows";
import type { Row } from "./rows";
import { linesOf } from "./wrapping";

/** Sizes in pixels of the canvas. The style sheet of nodes reads the same: see `step.module.css`. */
export const SIZES = {
  width: 264,
  header: 44,
  line: 18,
  textGap: 10,
  meta: 24,
  row: 28,
  foot: 6,
  handle: 12,
  padding: 14,
  grid: 20,
  mostLines: 3,
  mostRows: 40,
} as const;

export interface Shape {
  readonly width: number;
  readonly height: number;
  readonly lines: number;
  readonly hasMeta: boolean;
  readonly rows: readonly Row[];
  readonly left: number;
  readonly handles: NodeHandle[];
}

export const TARGET = "in";

const known = new WeakMap<Step, Shape>();

/** What a node of this step measures, from the document alone and before anything is drawn. */
export function shapeOf(step: Step): Shape {
  const before = known.get(step);
  if (before !== undefined) return before;
  const shape = measure(step);
  known.set(step, shape);
  return shape;
}

/** A step that was only moved measures what it did before. */
export function keepShape(step: Step, before: Step): void {
  known.set(step, shapeOf(before));
}

function measure(step: Step): Shape {
  const all = rowsOf(step);
  const rows = all.length > SIZES.mostRows ? all.slice(0, SIZES.mostRows) : all;
  const lines = messageLines(step.message);
  const hasMeta = metaOf(step).length > 0;
  const top = bodyTop(lines, hasMeta);
  const left = all.length - rows.length;
  const height = top + rows.length * SIZES.row + (left > 0 ? SIZES.row : 0) + SIZES.foot;
  const hidden = all.slice(rows.length).map((row) => handleAt(row, top + rows.length * SIZES.row));
  const handles = [
    spot(TARGET, "target", Position.Left, 0, SIZES.header / 2),
    ...rows.map((row, place) => handleAt(row, top + place * SIZES.row)),
    ...hidden,
  ].filter((handle) => handle !== null);
  if (isOpen(step) && !rows.some((row) => row.handle === OPEN)) {
    handles.push(spot(OPEN, "source", Position.Right, SIZES.width, height));
  }
  return { width: SIZES.width, height, lines, hasMeta, rows, left, handles };
}

export function bodyTop(lines: number, hasMeta: boolean): number {
  const text = lines > 0 ? lines * SIZES.line + SIZES.textGap : 0;
  return SIZES.header + text + (hasMeta ? SIZES.meta : 0);
}

function messageLines(message: Message | undefined): number {
  const text = message?.text?.trim() ?? "";
  return text === "" ? 0 : linesOf(text, SIZES.width - 2 * SIZES.padding - 4, SIZES.mostLines);
}

export type Meta =
  | { readonly kind: "attachments"; readonly count: number }
  | { readonly kind: "widget"; readonly widget: string }
  | { readonly kind: "template"; readonly id: string; readonly version: number };

/** What a step brings beside its text, shown in one line. */
export function metaOf(step: Step): readonly Meta[] {
  const found: Meta[] = [];
  const count = step.message?.attachments?.length ?? 0;
  if (step.template) found.push({ kind: "template", id: step.template.id, version: step.template.version });
  if (step.message?.widget) found.push({ kind: "widget", widget: step.message.widget.type });
  if (count > 0) found.push({ kind: "attachments", count });
  return found;
}

function handleAt(row: Row, top: number): NodeHandle | null {
  if (row.handle === null) return null;
  return spot(row.handle, "source", Position.Right, SIZES.width, top + SIZES.row / 2);
}

export function spot(
  id: string,
  type: "source" | "target",
  position: Position,
  x: number,
  y: number,
): NodeHandle {
  const half = SIZES.handle / 2;
  return { id, type, position, x: x - half, y: y - half, width: SIZES.handle, height: SIZES.handle };
}

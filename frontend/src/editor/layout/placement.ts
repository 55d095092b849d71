import type { BotDocument, Position, Step } from "@/model/document";
import { shapeOf } from "@/editor/nodes/geometry";

const COLUMN = 400;
const GAP = 40;
const FARTHEST = 1_000_000; // what a document has farther out no browser could draw

export type Placement = ReadonlyMap<string, Position>;

const known = new WeakMap<readonly Step[], Placement>();

/** Where each step is drawn: where its author put it, the rest in columns by their way from the beginning. */
export function placementOf(document: BotDocument): Placement {
  const steps = document.steps ?? [];
  const before = known.get(steps);
  if (before !== undefined) return before;
  const placed = new Map<string, Position>();
  for (const step of steps) if (step.position) placed.set(step.id, drawable(step.position));
  if (placed.size < steps.length) placeRest(document, steps, placed);
  known.set(steps, placed);
  return placed;
}

/** The place itself where it can be drawn, else the nearest that can. */
export function drawable(place: Position): Position {
  const [x, y] = [within(place.x), within(place.y)];
  return x === place.x && y === place.y ? place : { x, y };
}

function within(value: number): number {
  return Math.min(FARTHEST, Math.max(-FARTHEST, value));
}

function placeRest(document: BotDocument, steps: readonly Step[], placed: Map<string, Position>): void {
  const columns = columnsOf(document, steps);
  const left = Math.min(0, ...[...placed.values()].map((position) => position.x));
  const bottoms = new Map<number, number>();
  for (const step of steps) {
    const there = placed.get(step.id);
    if (!there) continue;
    const column = Math.round((there.x - left) / COLUMN);
    const bottom = there.y + shapeOf(step).height + GAP;
    bottoms.set(column, Math.max(bottoms.get(column) ?? bottom, bottom));
  }
  for (const step of steps) {
    if (placed.has(step.id)) continue;
    const column = columns.get(step.id) ?? 0;
    const top = bottoms.get(column) ?? 0;
    placed.set(step.id, { x: left + column * COLUMN, y: top });
    bottoms.set(column, top + Math.ceil((shapeOf(step).height + GAP) / 20) * 20);
  }
}

function columnsOf(document: BotDocument, steps: readonly Step[]): ReadonlyMap<string, number> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const columns = new Map<string, number>();
  const first = byId.get(document.first_step ?? "") ?? steps[0];
  const roots = [...(first ? [first] : []), ...steps];
  for (const root of roots) if (!columns.has(root.id)) spread(root, byId, columns);
  return columns;
}

function spread(root: Step, byId: ReadonlyMap<string, Step>, columns: Map<string, number>): void {
  columns.set(root.id, 0);
  const reached = [root];
  for (const step of reached) {
    for (const target of targetsOf(step)) {
      const next = byId.get(target);
      if (next === undefined || columns.has(target)) continue;
      columns.set(target, (columns.get(step.id) ?? 0) + 1);
      reached.push(next);
    }
  }
}

function targetsOf(step: Step): readonly string[] {
  return (step.groups ?? []).flatMap((group) => (group.connections ?? []).map((one) => one.to));
}

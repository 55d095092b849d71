import type { BotDocument, Note, Position, Step } from "@/model/document";
import { inOrder } from "@/model/document";
import { boxOfNote } from "@/editor/canvas/bounds";
import { noteNodeId } from "@/editor/canvas/flow/nodes";
import { shapeOf, SIZES } from "@/editor/nodes/geometry";
import type { Diagram, Positions } from "./arrange";
import { placementOf } from "./placement";

const ABOVE = 20;

/** Boxes and ways of the steps, the first step first; notes stand above the step they are nearest to, in its box. */
export function diagramOf(document: BotDocument): Diagram {
  const steps = document.steps ?? [];
  const first = steps.find((step) => step.id === document.first_step);
  const ordered = first ? [first, ...steps.filter((step) => step !== first)] : steps;
  const notes = notesOf(document);
  return {
    boxes: ordered.map((step) => {
      const { width, height } = shapeOf(step);
      return { id: step.id, width, height: height + roomFor(notes.get(step.id)) };
    }),
    ways: ordered.flatMap((step) => waysOf(step)),
  };
}

/** Places of steps and notes, by the ids of their nodes, where the diagram's boxes are placed so. */
export function placesOf(document: BotDocument, boxes: Positions): Positions {
  const places: Record<string, Position> = {};
  const notes = notesOf(document);
  for (const [id, { x, y }] of Object.entries(boxes)) {
    let top = y;
    for (const note of notes.get(id) ?? []) {
      places[noteNodeId(note.id)] = { x, y: top };
      top += roomOf(note);
    }
    places[id] = { x, y: top };
  }
  return places;
}

function notesOf(document: BotDocument): ReadonlyMap<string, readonly Note[]> {
  const found = new Map<string, Note[]>();
  for (const note of document.notes ?? []) {
    const step = nearestTo(note, document);
    if (step === null) continue;
    found.set(step, [...(found.get(step) ?? []), note]);
  }
  return found;
}

function nearestTo(note: Note, document: BotDocument): string | null {
  const box = boxOfNote(note);
  const placement = placementOf(document);
  let nearest: string | null = null;
  let least = Infinity;
  for (const step of document.steps ?? []) {
    const place = placement.get(step.id);
    if (place === undefined) continue;
    const across = gap(box.x, box.width, place.x, SIZES.width);
    const down = gap(box.y, box.height, place.y, shapeOf(step).height);
    const distance = Math.hypot(across, down) + Math.abs(box.x - place.x) / 1000;
    if (distance < least) [nearest, least] = [step.id, distance];
  }
  return nearest;
}

function gap(start: number, size: number, otherStart: number, otherSize: number): number {
  return Math.max(0, otherStart - (start + size), start - (otherStart + otherSize));
}

function roomFor(notes: readonly Note[] = []): number {
  return notes.reduce((sum, note) => sum + roomOf(note), 0);
}

/** Whole squares of the grid, so that the step below stands on it. */
function roomOf(note: Note): number {
  return Math.ceil((boxOfNote(note).height + ABOVE) / SIZES.grid) * SIZES.grid;
}

function waysOf(step: Step): readonly (readonly [string, string])[] {
  return inOrder(step.groups).flatMap((group) =>
    inOrder(group.connections)
      .filter((connection) => connection.to !== "")
      .map((connection) => [step.id, connection.to] as const),
  );
}

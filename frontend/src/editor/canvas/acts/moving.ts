import { placementOf } from "@/editor/layout/placement";
import { tidy } from "@/editor/layout/tidy";
import { shapeOf } from "@/editor/nodes/geometry";
import type { Box } from "@/editor/canvas/bounds";
import { boxOfNote } from "@/editor/canvas/bounds";
import { noteNodeId, noteOf } from "@/editor/canvas/flow/nodes";
import { moveNotes, moveSteps } from "@/model/commands";
import type { BotDocument, Position } from "@/model/document";
import type { Operation } from "@/model/operation";
import { aligned, nudged, spread } from "./aligning";
import type { Edge, Moves } from "./aligning";
import type { Ground } from "./ground";
import type { Viewing } from "./viewing";

export interface Moving {
  /** Nodes to places, by the ids of nodes: one entry to undo. */
  move(moves: Moves, merge?: string): void;
  align(edge: Edge): void;
  spread(axis: "x" | "y"): void;
  nudge(x: number, y: number): void;
  tidy(): Promise<void>;
  stopTidy(): void;
}

export function moving(ground: Ground, views: Viewing): Moving {
  const { editor, canvas, t } = ground;
  let stopping: AbortController | null = null;

  function move(moves: Moves, merge?: string) {
    const operations = movesOf(editor.getState().document, moves);
    if (operations.length > 0 && !editor.getState().readOnly) {
      editor.getState().change(operations, { label: t("acts.move", { count: operations.length }), merge });
    }
  }
  return {
    move,
    align: (edge) => move(aligned(selectedBoxes(ground), edge)),
    spread: (axis) => move(spread(selectedBoxes(ground), axis)),
    nudge: (x, y) => move(nudged(selectedBoxes(ground), { x, y }), "nudge"),
    stopTidy: () => stopping?.abort(),
    async tidy() {
      if (stopping !== null || editor.getState().readOnly) return;
      stopping = new AbortController();
      canvas.setState({ tidying: 0 });
      try {
        const { document } = editor.getState();
        const places = await tidy(document, (share) => canvas.setState({ tidying: share }), stopping.signal);
        const operations = movesOf(editor.getState().document, places);
        if (operations.length > 0) editor.getState().change(operations, { label: t("acts.tidy") });
        await drawn(); // all steps have moved: where to look from is worked out in a task of its own
        views.begin();
      } catch (thrown) {
        if (!(thrown instanceof DOMException && thrown.name === "AbortError")) throw thrown;
      } finally {
        stopping = null;
        canvas.setState({ tidying: null });
      }
    },
  };
}

/** What has changed is on the screen, or soon will be where nobody looks. */
const drawn = () => new Promise((done) => setTimeout(done));

function movesOf(document: BotDocument, moves: Moves): readonly Operation[] {
  const steps: Record<string, Position> = {};
  const notes: Record<string, Position> = {};
  for (const [id, place] of Object.entries(moves)) {
    const note = noteOf(id);
    if (note === null) steps[id] = place;
    else notes[note] = place;
  }
  return [...moveSteps(document, steps), ...moveNotes(notes)];
}

/** Boxes of the selected steps and notes, by the ids of their nodes. */
export function selectedBoxes({ editor }: Ground): ReadonlyMap<string, Box> {
  const { document, index, selection } = editor.getState();
  const placement = placementOf(document);
  const boxes = new Map<string, Box>();
  for (const id of selection.steps) {
    const step = index.step(id);
    const place = placement.get(id);
    if (step && place) boxes.set(id, { ...place, width: shapeOf(step).width, height: shapeOf(step).height });
  }
  for (const id of selection.notes) {
    const note = index.note(id);
    if (note) boxes.set(noteNodeId(id), boxOfNote(note));
  }
  return boxes;
}

import { Position } from "@xyflow/react";
import type { Node, NodeHandle } from "@xyflow/react";
import type { Group, Note, Position as Spot, Step } from "@/model/document";
import { inOrder } from "@/model/document";
import { boxOfNote } from "@/editor/canvas/bounds";
import { shapeOf, SIZES, spot } from "@/editor/nodes/geometry";

export type StepFlowNode = Node<{ step: Step }, "step">;
export type NoteFlowNode = Node<{ note: Note }, "note">;
export type BotFlowNode = Node<{ groups: readonly Group[] }, "bot">;
export type FlowNode = StepFlowNode | NoteFlowNode | BotFlowNode;

/** Steps are named by their ids, which have no colon in them; these are not steps. */
export const BOT_NODE = "bot:";
const NOTE_NODE = "note:";

export const noteNodeId = (id: string) => `${NOTE_NODE}${id}`;

export function noteOf(nodeId: string): string | null {
  return nodeId.startsWith(NOTE_NODE) ? nodeId.slice(NOTE_NODE.length) : null;
}

export function isStepNode(nodeId: string): boolean {
  return !nodeId.includes(":");
}

export interface Standing {
  readonly position: Spot;
  readonly selected: boolean;
  readonly dragging: boolean;
}

export function stepNode(step: Step, standing: Standing): StepFlowNode {
  const { width, height, handles } = shapeOf(step);
  return { id: step.id, type: "step", data: { step }, ...sized(width, height, handles), ...standing };
}

export function noteNode(note: Note, standing: Standing): NoteFlowNode {
  const { width, height } = boxOfNote(note);
  return {
    id: noteNodeId(note.id),
    type: "note",
    data: { note },
    zIndex: -1,
    ...sized(width, height, []),
    ...standing,
  };
}

export const BOT_HEADER = 52;

export function botConnections(groups: readonly Group[]) {
  return inOrder(groups).flatMap((group) =>
    inOrder(group.connections).map((connection) => ({ group, connection })),
  );
}

/** At the left edge of all there is: what is tried before anything else. */
export function botNode(groups: readonly Group[], position: Spot): BotFlowNode {
  const rows = botConnections(groups);
  const height = BOT_HEADER + Math.max(rows.length, 1) * SIZES.row + SIZES.foot;
  const handles = rows.map(({ connection }, place) =>
    spot(connection.id, "source", Position.Right, SIZES.width, BOT_HEADER + (place + 0.5) * SIZES.row),
  );
  return {
    id: BOT_NODE,
    type: "bot",
    data: { groups },
    draggable: false,
    position,
    selected: false,
    ...sized(SIZES.width, height, handles),
  };
}

function sized(width: number, height: number, handles: NodeHandle[]) {
  return { width, height, measured: { width, height }, handles };
}

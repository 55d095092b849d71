import { groupType, inOrder } from "@/model/document";
import type { BotDocument, Button, Connection, Group, Step } from "@/model/document";
import { connect } from "@/model/commands";
import type { DocumentIndex } from "@/model/index";
import type { Operation } from "@/model/operation";
import { isAlways, startOf } from "@/editor/nodes/rows";
import type { Beginning } from "@/editor/canvas/state";

/** What leads from a place on the canvas to a step; empty where it does so already. */
export function connecting(index: DocumentIndex, from: Beginning, to: string): readonly Operation[] {
  const start = startOf(from.handle);
  if (start.kind === "connection") return leading(index, start.id, to);
  const step = from.step === null ? undefined : index.step(from.step);
  if (from.step !== null && step === undefined) return [];
  const group = groupFor(index.document, step, start.kind === "group" ? start.id : null);
  const button = start.kind === "button" ? step?.message?.buttons?.[start.place] : undefined;
  const begin = { stepId: from.step, groupId: group?.id, connection: button ? isPressed(button) : {} };
  const made = connect(index.document, begin, to);
  return button && group ? made.map((one) => behind(one, group)) : made;
}

function leading(index: DocumentIndex, id: string, to: string): readonly Operation[] {
  const place = index.connection(id);
  if (place === undefined || place.connection.to === to) return [];
  return connect(index.document, { stepId: place.stepId, connectionId: id }, to);
}

/** "Otherwise" stays last. */
function behind(operation: Operation, group: Group): Operation {
  const connections = inOrder(group.connections);
  const otherwise = connections.findIndex(isAlways);
  if (otherwise < 0) return operation;
  return { ...operation, after: connections[otherwise - 1]?.id ?? null };
}

function isPressed({ value, text = "" }: Button): Partial<Connection> {
  const rule = { field: "message.text", operator: "equal", value: value ?? text };
  return { rules: { condition: "AND", rules: [rule] } };
}

function groupFor(document: BotDocument, step: Step | undefined, id: string | null): Group | undefined {
  const groups = (step === undefined ? document.groups : step.groups) ?? [];
  if (id !== null) return groups.find((group) => group.id === id);
  return inOrder(groups).findLast((group) => groupType(group) === "message" && group.on !== "timeout");
}

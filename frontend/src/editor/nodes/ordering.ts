import { inOrder } from "@/model/document";
import type { BotDocument, Connection, Group } from "@/model/document";
import { reorderConnections } from "@/model/commands";
import type { Operation } from "@/model/operation";
import { isAlways } from "./rows";

/** The ways of a group that may change places, as they are tried: an "otherwise" tried last stays last. */
export function movableOf(group: Group): readonly Connection[] {
  const connections = inOrder(group.connections);
  const last = connections.at(-1);
  return last !== undefined && isAlways(last) ? connections.slice(0, -1) : connections;
}

/** The way at `from` goes to the place `to` of those that may move; empty where it stays where it is. */
export function moved(document: BotDocument, group: Group, from: number, to: number): readonly Operation[] {
  const movable = movableOf(group);
  const connection = movable[from];
  if (connection === undefined || from === to || to < 0 || to >= movable.length) return [];
  const others = inOrder(group.connections).filter((one) => one.id !== connection.id);
  const ids = others.toSpliced(to, 0, connection).map((one) => one.id);
  return reorderConnections(document, group.id, ids);
}

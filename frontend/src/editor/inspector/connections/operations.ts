import { inOrder, type Connection, type Group } from "@/model/document";
import { newId } from "@/model/ids";
import type { Operation } from "@/model/operation";
import { moveTo } from "../editing/lists";
import type { Path } from "../editing/path";
import { setting } from "../editing/useEdit";
import { isOtherwise, lastBeforeOtherwise } from "./order";

/** Adds a connection to a group: with rules before an "otherwise" at the end, without behind all. */
export function newConnection(place: Path, group: Group, way: Partial<Connection>): Operation {
  const connections = group.connections ?? [];
  const isElse = isOtherwise({ id: "", to: "", ...way });
  const before = isElse ? (inOrder(connections).at(-1) ?? null) : lastBeforeOtherwise(connections);
  const priority = before?.priority ? { priority: before.priority } : {};
  const value = { id: newId("connection"), to: "", ...priority, ...way };
  return { op: "add", path: [...place, "connections"], value, after: before?.id ?? null };
}

/**
 * Another order of the ways as they are tested. Where priorities say something else than the new places, they are
 * taken away: what is written first is then tested first.
 */
export function reorder(place: Path, group: Group, from: number, to: number): Operation[] {
  const connections = group.connections ?? [];
  const wanted = moveTo(inOrder(connections), from, to);
  const cleared = connections.some((one) => one.priority)
    ? connections
        .filter((one) => one.priority)
        .map((one) => setting([...place, "connections", one.id, "priority"], null))
    : [];
  return [...cleared, { op: "order", path: [...place, "connections"], value: wanted.map((one) => one.id) }];
}

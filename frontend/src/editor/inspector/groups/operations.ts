import { groupType, inOrder, type Group, type GroupType } from "@/model/document";
import { newId } from "@/model/ids";
import type { Operation } from "@/model/operation";
import { moveTo } from "../editing/lists";
import type { Path } from "../editing/path";
import { setting } from "../editing/useEdit";
import { GROUPS } from "./registry";

export const FIRST_TIMEOUT = 60;
const FIRST_CODE = "async def main(message, variables):\n    return {}\n";

/** `list`: where the groups are, those of a step or of the bot. */
export function newGroup(list: Path, kind: GroupType | "timeout"): { id: string; operation: Operation } {
  const id = newId("group");
  return { id, operation: { op: "add", path: [...list], value: { id, ...FRESH[kind] } } };
}

const FRESH: Readonly<Record<GroupType | "timeout", object>> = {
  message: {},
  timeout: { on: "timeout", after: FIRST_TIMEOUT },
  response: { type: "response" },
  code: { type: "code", code: FIRST_CODE },
  integration: { type: "integration" },
};

/** Another type; what only the old one has goes with it (undo brings it back). */
export function changeType(group: Group, place: Path, type: GroupType): Operation[] {
  const gone = GROUPS[groupType(group)].keys.filter((key) => key in group);
  const fresh = type === "code" ? [setting([...place, "code"], FIRST_CODE)] : [];
  return [
    ...gone.map((key) => setting([...place, key], null)),
    setting([...place, "type"], type === "message" ? null : type),
    ...fresh,
  ];
}

/** A group answers messages, or a time without one. */
export function changeEvent(place: Path, event: "message" | "timeout"): Operation[] {
  if (event === "timeout")
    return [setting([...place, "on"], "timeout"), setting([...place, "after"], FIRST_TIMEOUT)];
  return ["on", "after", "restart"].map((key) => setting([...place, key], null));
}

/** Another order in which groups are handled; priorities that say something else go. */
export function reorderGroups(list: Path, groups: readonly Group[], from: number, to: number): Operation[] {
  const wanted = moveTo(inOrder(groups), from, to);
  const cleared = groups
    .filter((one) => one.priority)
    .map((one) => setting([...list, one.id, "priority"], null));
  return [...cleared, { op: "order", path: [...list], value: wanted.map((one) => one.id) }];
}

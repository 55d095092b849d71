import type { BotDocument, Group } from "../document";
import { indexOf } from "../index";
import { written, type Operation } from "../operation";
import { groupPath, groupsPath } from "../paths";

/** `stepId` null: a group of the bot itself. */
export function addGroup(stepId: string | null, group: Group, after?: string | null): Operation[] {
  return [
    { op: "add", path: written(groupsPath(stepId)), value: group, ...(after === undefined ? {} : { after }) },
  ];
}

/** The order they are handled in: priorities that say otherwise are taken off. */
export function reorderGroups(
  document: BotDocument,
  stepId: string | null,
  ids: readonly string[],
): Operation[] {
  const groups = (stepId === null ? document.groups : indexOf(document).step(stepId)?.groups) ?? [];
  const levelled = groups
    .filter((one) => one.priority)
    .map((one): Operation => ({ op: "remove", path: written(groupPath(stepId, one.id, "priority")) }));
  return [...levelled, { op: "order", path: written(groupsPath(stepId)), value: [...ids] }];
}

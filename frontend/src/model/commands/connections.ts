import type { BotDocument, Connection, Group, Step } from "../document";
import { newId } from "../ids";
import { indexOf, type ConnectionPlace } from "../index";
import { written, type Operation, type PathIn } from "../operation";
import { groupPath, groupsPath } from "../paths";
import { addStep } from "./steps";

/** Where a way begins. Without a connection a new one is made, without a group that too. */
export interface From {
  readonly stepId: string | null;
  readonly groupId?: string;
  readonly connectionId?: string;
  readonly connection?: Partial<Connection>;
}

export function connect(document: BotDocument, from: From, to: string): Operation[] {
  const place = from.connectionId === undefined ? undefined : indexOf(document).connection(from.connectionId);
  if (place) return [{ op: "set", path: pathOf(place, "to"), value: to }];
  const connection: Connection = { id: newId("connection"), ...from.connection, to };
  if (from.groupId !== undefined) {
    const path = written(groupPath(from.stepId, from.groupId, "connections"));
    return [{ op: "add", path, value: connection }];
  }
  const group: Group = { id: newId("group"), connections: [connection] };
  return [{ op: "add", path: written(groupsPath(from.stepId)), value: group }];
}

/** A way that says nothing but where it leads goes; one with rules, a name or settings stays and leads nowhere. */
export function disconnect(document: BotDocument, connectionId: string): Operation[] {
  const place = indexOf(document).connection(connectionId);
  if (!place) return [];
  const { rules, filters, set, name } = place.connection;
  if (rules ?? filters ?? set ?? name) return [{ op: "set", path: pathOf(place, "to"), value: "" }];
  return removeConnection(document, connectionId);
}

/** With its group, where that is left with nothing to do. */
export function removeConnection(document: BotDocument, connectionId: string): Operation[] {
  const index = indexOf(document);
  const place = index.connection(connectionId);
  const group = place && index.group(place.groupId)?.group;
  if (!place || !group) return [];
  const isAlone = group.connections?.length === 1;
  const isIdle = (group.type ?? "message") === "message" && group.on !== "timeout" && !group.set;
  const path = isAlone && isIdle ? written(groupPath(place.stepId, place.groupId)) : pathOf(place);
  return [{ op: "remove", path }];
}

/** The way leads to the new step, and on from there to where it led. */
export function insertStepOnConnection(document: BotDocument, connectionId: string, step: Step): Operation[] {
  const place = indexOf(document).connection(connectionId);
  if (!place) return addStep(document, step);
  const onwards = leadingOn(step, place.connection.to);
  const after = place.stepId ?? undefined;
  return [...addStep(document, onwards, after), { op: "set", path: pathOf(place, "to"), value: step.id }];
}

/** The order they are tried in: priorities that say otherwise are taken off. */
export function reorderConnections(
  document: BotDocument,
  groupId: string,
  ids: readonly string[],
): Operation[] {
  const place = indexOf(document).group(groupId);
  if (!place) return [];
  const connections = place.group.connections ?? [];
  const path = groupPath(place.stepId, groupId, "connections");
  const levelled = connections
    .filter((one) => one.priority)
    .map((one): Operation => ({ op: "remove", path: written([...path, one.id, "priority"]) }));
  return [...levelled, { op: "order", path: written(path), value: [...ids] }];
}

function pathOf({ stepId, groupId, connection }: ConnectionPlace, ...more: readonly string[]): PathIn {
  return written(groupPath(stepId, groupId, "connections", connection.id, ...more));
}

/** The step's first way that leads nowhere leads on; where it has none it gets one. */
function leadingOn(step: Step, to: string): Step {
  const groups = step.groups ?? [];
  const at = groups.findIndex((group) => group.connections?.some((one) => one.to === ""));
  if (at < 0) {
    const connection: Connection = { id: newId("connection"), to };
    return { ...step, groups: [...groups, { id: newId("group"), connections: [connection] }] };
  }
  const led = groups.map((group, number) => {
    if (number !== at || !group.connections) return group;
    const open = group.connections.findIndex((one) => one.to === "");
    return {
      ...group,
      connections: group.connections.map((one, place) => (place === open ? { ...one, to } : one)),
    };
  });
  return { ...step, groups: led };
}

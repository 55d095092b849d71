import type { BotDocument, Connection, Position, Step } from "../document";
import { newId } from "../ids";
import { indexOf } from "../index";
import { same } from "../json";
import { written, type Operation } from "../operation";
import { groupPath, stepPath } from "../paths";

/** The first step of a bot is where conversations begin. `after`: as in operations, last where left out. */
export function addStep(document: BotDocument, step: Step, after?: string | null): Operation[] {
  const add: Operation = { op: "add", path: "steps", value: step, ...(after === undefined ? {} : { after }) };
  if (document.first_step || (document.steps ?? []).length > 0) return [add];
  return [add, { op: "set", path: "first_step", value: step.id }];
}

/** Connections into them stay, with their rules, and lead nowhere. */
export function removeSteps(document: BotDocument, ids: readonly string[]): Operation[] {
  const index = indexOf(document);
  const gone = new Set(ids.filter((id) => index.step(id)));
  const cleared = [...gone].flatMap((id) =>
    index
      .incoming(id)
      .filter(({ stepId }) => stepId === null || !gone.has(stepId))
      .map(({ stepId, groupId, connection }): Operation => {
        const path = written(groupPath(stepId, groupId, "connections", connection.id, "to"));
        return { op: "set", path, value: "" };
      }),
  );
  const isFirst = document.first_step !== undefined && gone.has(document.first_step);
  const first: Operation[] = isFirst ? [{ op: "remove", path: "first_step" }] : [];
  return [
    ...cleared,
    ...first,
    ...[...gone].map((id): Operation => ({ op: "remove", path: written(stepPath(id)) })),
  ];
}

/** Copies beside them, by their old ids. Ways among them lead to the copies, others to where they led. */
export function duplicateSteps(
  document: BotDocument,
  ids: readonly string[],
  offset: Position = { x: 40, y: 40 },
): { operations: Operation[]; ids: Record<string, string> } {
  const index = indexOf(document);
  const steps = ids.flatMap((id) => index.step(id) ?? []);
  const names = new Map(steps.map((step) => [step.id, newId("step")]));
  const operations = steps.map((step): Operation => {
    const copy = renewed(step, (to) => names.get(to) ?? to, names.get(step.id));
    const position = step.position && { x: step.position.x + offset.x, y: step.position.y + offset.y };
    return { op: "add", path: "steps", value: { ...copy, ...(position && { position }) }, after: step.id };
  });
  return { operations, ids: Object.fromEntries(names) };
}

/** The step with new ids all through; where `target` gives null the connection is left out. */
export function renewed(
  step: Step,
  target: (to: string, way: Connection) => string | null,
  id = newId("step"),
): Step {
  if (!step.groups) return { ...step, id };
  const groups = step.groups.map((group) => {
    if (!group.connections) return { ...group, id: newId("group") };
    const connections = group.connections.flatMap((connection) => {
      const to = target(connection.to, connection);
      return to === null ? [] : [{ ...connection, id: newId("connection"), to }];
    });
    return { ...group, id: newId("group"), connections };
  });
  return { ...step, id, groups };
}

export function moveSteps(document: BotDocument, positions: Readonly<Record<string, Position>>): Operation[] {
  const index = indexOf(document);
  return Object.entries(positions).flatMap(([id, { x, y }]): Operation[] => {
    const position = { x: Math.round(x), y: Math.round(y) };
    const step = index.step(id);
    if (!step || same(step.position, position)) return [];
    return [{ op: "set", path: written(stepPath(id, "position")), value: position }];
  });
}

export function setFirstStep(stepId: string): Operation[] {
  return [{ op: "set", path: "first_step", value: stepId }];
}

import type { BotDocument, Group, Step } from "../document";
import { indexOf } from "../index";
import { groupPath } from "../paths";

/** A place that names a part. `connection`: of the way that leads there. */
export interface Usage {
  readonly path: readonly string[];
  readonly step: string | null;
  readonly connection?: string;
}

/** Ways that lead to it, and the beginning of the bot. */
export function usagesOfStep(document: BotDocument, stepId: string): readonly Usage[] {
  const ways = indexOf(document)
    .incoming(stepId)
    .map(({ stepId: step, groupId, connection }) => ({
      path: groupPath(step, groupId, "connections", connection.id, "to"),
      step,
      connection: connection.id,
    }));
  return document.first_step === stepId ? [{ path: ["first_step"], step: null }, ...ways] : ways;
}

export function usagesOfRequest(document: BotDocument, requestId: string): readonly Usage[] {
  return groupUsages(
    document,
    "request",
    (group) => group.type === "response" && group.request === requestId,
  );
}

export function usagesOfIntegration(document: BotDocument, integration: string): readonly Usage[] {
  return groupUsages(
    document,
    "integration",
    (group) => group.type === "integration" && group.integration === integration,
  );
}

export function usagesOfCredential(document: BotDocument, name: string): readonly Usage[] {
  const requests = (document.requests ?? [])
    .filter((one) => one.credential === name)
    .map((one) => ({ path: ["requests", one.id, "credential"], step: null }));
  const groups = groupUsages(
    document,
    "credential",
    (group) => group.type === "integration" && group.credential === name,
  );
  return [...groups, ...requests];
}

/** Steps that run it; of every version where that is left out. */
export function usagesOfTemplate(document: BotDocument, id: string, version?: number): readonly Usage[] {
  const isOne = ({ template }: Step) =>
    template?.id === id && (version === undefined || template.version === version);
  return (document.steps ?? [])
    .filter(isOne)
    .map((step) => ({ path: ["steps", step.id, "template"], step: step.id }));
}

function groupUsages(document: BotDocument, key: string, is: (group: Group) => boolean): readonly Usage[] {
  const of = (groups: readonly Group[] | undefined, step: string | null) =>
    (groups ?? []).filter(is).map((group) => ({ path: groupPath(step, group.id, key), step }));
  return [
    ...of(document.groups, null),
    ...(document.steps ?? []).flatMap((step) => of(step.groups, step.id)),
  ];
}

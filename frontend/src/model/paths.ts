import type { Path } from "./operation";

/** Paths of parts, for operations: `step("a")` is `["steps", "a"]`. */
export function stepPath(stepId: string, ...more: readonly string[]): string[] {
  return ["steps", stepId, ...more];
}

/** `stepId` null: a group of the bot itself. */
export function groupPath(stepId: string | null, groupId: string, ...more: readonly string[]): string[] {
  return [...groupsPath(stepId), groupId, ...more];
}

export function groupsPath(stepId: string | null): string[] {
  return stepId === null ? ["groups"] : ["steps", stepId, "groups"];
}

/** Ids of the steps that touched paths are in. */
export function touchesSteps(paths: readonly Path[]): readonly string[] {
  const steps = paths.flatMap(([collection, id]) =>
    collection === "steps" && id && !id.startsWith("#") ? [id] : [],
  );
  return [...new Set(steps)];
}

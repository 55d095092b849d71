import type { components } from "@/api/schema";
import type { Json, JsonObject } from "@/model/json";
import type { ShownGroup } from "../model/shown";
import { nodeAt } from "../model/walk";

export type Tried = components["schemas"]["RulesTried"];
export type TriedPart = components["schemas"]["TriedPart"];

/** What came of each row, by its id. */
export interface Trial {
  readonly holds: boolean;
  readonly parts: ReadonlyMap<string, TriedPart>;
}

export function trialOf(tried: Tried, root: ShownGroup): Trial {
  const parts = new Map<string, TriedPart>();
  for (const part of tried.parts) {
    const at = part.at.filter((key) => typeof key === "number");
    const shown = root.isBare ? root.rules[0] : nodeAt(root, at);
    if (shown) parts.set(shown.id, part);
  }
  return { holds: tried.holds, parts };
}

/** What is asked of the server: only the variables that are read, those left empty not at all. */
export function given(values: ReadonlyMap<string, Json>, read: readonly string[]): JsonObject {
  return Object.fromEntries(
    read.flatMap((path) => (values.has(path) ? [[path, values.get(path) ?? null]] : [])),
  );
}

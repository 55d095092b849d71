import { isObject, type Json } from "@/model/json";
import { parsePath } from "@/values/syntax/paths";
import { placeholdersOf } from "@/values/syntax/placeholders";
import type { Shown, ShownGroup, ShownRule } from "./shown";

export type At = readonly number[];

/** Every rule with its place: positions from the outermost group on. */
export function* rulesIn(group: ShownGroup, at: At = []): Generator<[At, ShownRule]> {
  for (const [place, part] of group.rules.entries()) {
    if (part.kind === "rule") yield [[...at, place], part];
    else if (part.kind === "group") yield* rulesIn(part, [...at, place]);
  }
}

export function nodeAt(group: ShownGroup, at: At): Shown | undefined {
  const [place, ...rest] = at;
  if (place === undefined) return group;
  const part = group.rules[place];
  return part?.kind === "group" ? nodeAt(part, rest) : rest.length === 0 ? part : undefined;
}

/** The variables a rule set reads: fields, and placeholders in values. */
export function variablesIn(group: ShownGroup): readonly string[] {
  const found = [...rulesIn(group)].flatMap(([, { field, value }]) => [
    ...(parsePath(field.trim()) ? [field.trim()] : []),
    ...pathsIn(value),
  ]);
  return [...new Set(found)];
}

function pathsIn(value: Json | undefined): string[] {
  if (typeof value === "string") return placeholdersOf(value).map(({ path }) => path);
  if (Array.isArray(value)) return value.flatMap((part: Json) => pathsIn(part));
  return isObject(value) ? Object.values(value).flatMap((part) => pathsIn(part as Json)) : [];
}

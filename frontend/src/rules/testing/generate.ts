import type { Json, JsonObject } from "@/model/json";
import { ALIASES, OPERATORS, TYPES } from "../model/operators";

export type Chance = () => number;

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<Part>(chance: Chance, parts: readonly Part[]): Part {
  const part = parts[Math.floor(chance() * parts.length)];
  if (part === undefined) throw new Error("nothing to pick from");
  return part;
}

const FIELDS = [
  "message.text",
  "user.age",
  " session.items.0 ",
  "",
  "nowhere",
  "user.имя",
  "bot.a-b_c",
  "{$user.x$}",
];
const TEXTS = [
  "",
  "yes",
  "a, b",
  "{$session.name|default:'x'$}",
  "{$user.tags$}",
  "true",
  "1.50",
  "2026-01-31",
  "«»",
];
const NAMES = [...OPERATORS.map(({ name }) => name), ...Object.keys(ALIASES), "=", "regex", ""];

export function anyJson(chance: Chance, depth = 2): Json {
  const kind = Math.floor(chance() * (depth > 0 ? 7 : 5));
  if (kind === 0) return null;
  if (kind === 1) return chance() < 0.5;
  if (kind === 2) return pick(chance, [0, 1, -1, 0.1, 1e21, 2 ** 53]);
  if (kind < 5) return pick(chance, TEXTS);
  const size = Math.floor(chance() * 3);
  const parts = Array.from({ length: size }, () => anyJson(chance, depth - 1));
  return kind === 5 ? parts : Object.fromEntries(parts.map((part, at) => [`k${at}`, part]));
}

function maybe(chance: Chance, likely: number, entry: () => [string, Json]): [string, Json][] {
  return chance() < likely ? [entry()] : [];
}

function shuffled(chance: Chance, entries: readonly [string, Json][]): JsonObject {
  const keyed = entries.map((entry) => [chance(), entry] as const);
  return Object.fromEntries(keyed.toSorted(([one], [other]) => one - other).map(([, entry]) => entry));
}

function foreign(chance: Chance): [string, Json][] {
  return maybe(chance, 0.2, () => [
    pick(chance, ["id", "input", "data", "flags", "valid", "ключ"]),
    anyJson(chance),
  ]);
}

export function anyRule(chance: Chance): JsonObject {
  return shuffled(chance, [
    ...maybe(chance, 0.95, () => ["field", pick<Json>(chance, [...FIELDS, null, 5])]),
    ...maybe(chance, 0.95, () => ["operator", pick<Json>(chance, [...NAMES, null, true])]),
    ...maybe(chance, 0.85, () => ["value", anyJson(chance)]),
    ...maybe(chance, 0.3, () => ["type", pick<Json>(chance, [...TYPES, "money", null, 1])]),
    ...maybe(chance, 0.3, () => ["ignore_case", pick<Json>(chance, [true, false, null, "yes"])]),
    ...foreign(chance),
  ]);
}

export function anyGroup(chance: Chance, depth: number): JsonObject {
  const size = Math.floor(chance() * 4);
  const rules = Array.from({ length: size }, () => anyPart(chance, depth - 1));
  return shuffled(chance, [
    ...maybe(chance, 0.95, () => ["condition", pick<Json>(chance, ["AND", "OR", "and", "Or", "XOR", null])]),
    ...maybe(chance, 0.97, () => ["rules", chance() < 0.05 ? anyJson(chance) : rules]),
    ...maybe(chance, 0.4, () => ["not", pick<Json>(chance, [true, false, null, 1])]),
    ...foreign(chance),
  ]);
}

export function anyPart(chance: Chance, depth: number): Json {
  const roll = chance();
  if (roll < 0.04) return anyJson(chance);
  return depth > 0 && roll < 0.4 ? anyGroup(chance, depth) : anyRule(chance);
}

export function anyRuleSet(chance: Chance): JsonObject | null {
  const roll = chance();
  if (roll < 0.03) return null;
  if (roll < 0.06) return {};
  return roll < 0.15 ? anyRule(chance) : anyGroup(chance, 4);
}

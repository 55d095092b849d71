import type { Json, JsonObject } from "@/model/json";

/** Lines of names and values, as they are typed: a name may be empty or be there twice for a while. */
export interface Pair {
  name: string;
  value: Json;
}

export function pairsOf(object: JsonObject | undefined): Pair[] {
  return Object.entries(object ?? {}).map(([name, value]) => ({ name, value }));
}

/** The object the lines say; null while two have one name, or one with a value has none. */
export function objectOf(pairs: readonly Pair[]): JsonObject | null {
  const named = pairs.filter((pair) => pair.name !== "" || (pair.value !== "" && pair.value !== null));
  const names = new Set(named.map((pair) => pair.name));
  if (names.size < named.length || names.has("")) return null;
  return Object.fromEntries(named.map((pair) => [pair.name, pair.value]));
}

export type PairFault = "noName" | "twice";

export function faultAt(pairs: readonly Pair[], place: number): PairFault | null {
  const pair = pairs[place];
  if (pair === undefined) return null;
  if (pair.name === "") return pair.value === "" || pair.value === null ? null : "noName";
  return pairs.some((other, at) => at < place && other.name === pair.name) ? "twice" : null;
}

import type { BotDocument } from "../document";
import { isWithin, variablesIn } from "./placeholders";
import { placesOf, type Place } from "./places";

/** `code`: named in Python, read or written. `initial`: its first value; `secret`: never shown. */
export type UsageKind = "read" | "write" | "initial" | "secret" | "code";

export interface VariableUsage {
  /** As it is named there: `session.address.city`. */
  readonly variable: string;
  readonly kind: UsageKind;
  readonly path: readonly string[];
  readonly step: string | null;
}

const SCOPES = "bot|user|session|channel|message|template|response|code|integration|event|system";
const IN_CODE = new RegExp(`(?<=["'])(?:${SCOPES})\\.[\\p{L}\\p{M}\\p{N}_-]+(?=["'])`, "gu");

const ofPlaces = new WeakMap<Place, readonly VariableUsage[]>();

/** All places where variables are read or written. */
function* variableUsages(document: BotDocument): Generator<VariableUsage> {
  for (const key of Object.keys(document.variables ?? {})) {
    yield { variable: `bot.${key}`, kind: "initial", path: ["variables", key], step: null };
  }
  for (const [number, variable] of (document.secrets ?? []).entries()) {
    yield { variable, kind: "secret", path: ["secrets", String(number)], step: null };
  }
  for (const place of placesOf(document)) yield* usagesAt(place);
}

export function usagesOfVariable(document: BotDocument, variable: string): readonly VariableUsage[] {
  return [...variableUsages(document)].filter((usage) => isWithin(usage.variable, variable));
}

/** By scope and key (`session.answer`), in the order they are met. */
export function variablesOf(document: BotDocument): ReadonlyMap<string, readonly VariableUsage[]> {
  const found = new Map<string, VariableUsage[]>();
  for (const usage of variableUsages(document)) {
    const name = usage.variable.split(".", 2).join(".");
    const met = found.get(name);
    if (met) met.push(usage);
    else found.set(name, [usage]);
  }
  return found;
}

export function usagesAt(place: Place): readonly VariableUsage[] {
  let found = ofPlaces.get(place);
  if (!found) {
    found = read(place);
    ofPlaces.set(place, found);
  }
  return found;
}

function read({ kind, path, step, value }: Place): readonly VariableUsage[] {
  if (kind === "text") return variablesIn(value).map((variable) => ({ variable, kind: "read", path, step }));
  if (kind === "field") return [{ variable: value.trim(), kind: "read", path, step }];
  if (kind === "write") return [{ variable: value.trim(), kind: "write", path, step }];
  const named = new Set(Array.from(value.matchAll(IN_CODE), (found) => found[0]));
  return [...named].map((variable) => ({ variable, kind: "code", path, step }));
}

import type { BotDocument, ConversationTest, TemplateDocument } from "../document";
import { isObject, ownOf } from "../json";
import { written, type Operation } from "../operation";
import {
  isVariable,
  isWithin,
  placesOf,
  renamedIn,
  renamedPath,
  usagesAt,
  usagesOfVariable,
  variablesIn,
  type VariableUsage,
} from "../references";

/**
 * `left`: places in code, which nobody may rewrite by machine. `templates`: bundled ones that name it, which are changed
 * where they are kept. `isTaken`: another variable has the new name, both would be one. `isShared`: other bots of the
 * workspace may use it too.
 */
export interface Renaming {
  readonly operations: Operation[];
  readonly left: readonly VariableUsage[];
  readonly templates: readonly string[];
  readonly isTaken: boolean;
  readonly isShared: boolean;
}

const WRITABLE = new Set(["bot", "user", "session", "channel"]);
const SHARED = new Set(["user", "channel"]);

/** A variable, and what is inside it, by another name everywhere; null where one of the names is none. */
export function renameVariable(document: BotDocument, from: string, to: string): Renaming | null {
  if (from === to || !isRenamable(from) || !isRenamable(to)) return null;
  const operations = [
    ...inPlaces(document, from, to),
    ...inHead(document, from, to),
    ...inTests(document, from, to),
  ];
  return {
    operations,
    left: usagesOfVariable(document, from).filter((one) => one.kind === "code"),
    templates: (document.templates ?? [])
      .filter((one) => names(one, from))
      .map((one) => `${one.id}@${one.version}`),
    isTaken: usagesOfVariable(document, to).length > 0,
    isShared: SHARED.has(scopeOf(from)) || SHARED.has(scopeOf(to)),
  };
}

function isRenamable(variable: string): boolean {
  return isVariable(variable) && WRITABLE.has(scopeOf(variable)) && variable.split(".")[1] !== "id";
}

function scopeOf(variable: string): string {
  return variable.split(".", 1)[0] ?? "";
}

function inPlaces(document: BotDocument, from: string, to: string): Operation[] {
  const operations: Operation[] = [];
  for (const place of placesOf(document)) {
    if (place.kind === "code" || !usagesAt(place).some((one) => isWithin(one.variable, from))) continue;
    const value =
      place.kind === "text" ? renamedIn(place.value, from, to) : renamedPath(place.value.trim(), from, to);
    operations.push({ op: "set", path: written(place.path), value });
  }
  return operations;
}

/** Initial values and secrets. A value inside another is not taken out of it. */
function inHead(document: BotDocument, from: string, to: string): Operation[] {
  const operations: Operation[] = [];
  const [scope, key, ...inner] = from.split(".");
  const value = key === undefined ? undefined : ownOf(document.variables ?? {}, key);
  if (
    scope === "bot" &&
    key !== undefined &&
    inner.length === 0 &&
    value !== undefined &&
    scopeOf(to) === "bot"
  ) {
    const path = ["variables", ...to.split(".").slice(1)];
    const keys = Object.keys(document.variables ?? {});
    const after = path.length === 2 ? { after: keys[keys.indexOf(key) - 1] ?? null } : {};
    operations.push({ op: "remove", path: written(["variables", key]) });
    operations.push({ op: "set", path: written(path), value, ...after });
  }
  const secrets = document.secrets ?? [];
  if (secrets.some((one) => isWithin(one, from))) {
    operations.push({ op: "set", path: "secrets", value: secrets.map((one) => renamedPath(one, from, to)) });
  }
  return operations;
}

/** What kept tests expect of it. */
function inTests(document: BotDocument, from: string, to: string): Operation[] {
  return (document.tests ?? []).flatMap((test, number): Operation[] => {
    const renamed = testRenamed(test, from, to);
    return renamed ? [{ op: "set", path: written(["tests", number]), value: renamed }] : [];
  });
}

function testRenamed(test: ConversationTest, from: string, to: string): ConversationTest | null {
  const turns = test["turns"];
  if (!Array.isArray(turns)) return null;
  let isChanged = false;
  const renamed = turns.map((turn) => {
    const expected: unknown = isObject(turn) ? turn["variables"] : null;
    if (!isObject(turn) || !isObject(expected)) return turn;
    const named = Object.entries(expected).map(
      ([name, value]) => [renamedPath(name, from, to), value] as const,
    );
    if (named.every(([name]) => Object.hasOwn(expected, name))) return turn;
    isChanged = true;
    return { ...turn, variables: Object.fromEntries(named) };
  });
  return isChanged ? ({ ...test, turns: renamed } as ConversationTest) : null;
}

function names(template: TemplateDocument, variable: string): boolean {
  const { steps, requests } = template;
  const inside: BotDocument = { dbcv: 1, kind: "bot", steps, requests };
  if (usagesOfVariable(inside, variable).length > 0) return true;
  return variablesIn(JSON.stringify(template)).some((one) => isWithin(one, variable));
}

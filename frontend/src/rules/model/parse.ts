import { isObject, type Json, type JsonObject } from "@/model/json";
import type { Shown, ShownGroup, ShownRule, Unread } from "./shown";

let made = 0;

/** Of a row on the screen; what is written never sees it. */
export function newId(): string {
  made += 1;
  return `r${made}`;
}

/** A rule set as the builder shows it; `format` gives back the same, keys in their order. */
export function parse(rules: Json | undefined): ShownGroup {
  if (rules === null || rules === undefined) return emptyGroup(null);
  if (isJsonObject(rules) && Object.keys(rules).length === 0) return emptyGroup(rules);
  const whole = node(rules);
  return whole.kind === "group" ? whole : { ...emptyGroup(null), rules: [whole], isBare: true };
}

export function emptyGroup(raw: JsonObject | null): ShownGroup {
  return { id: newId(), kind: "group", combinator: "and", not: false, rules: [], raw, isBare: false };
}

export function node(part: Json): Shown {
  if (!isJsonObject(part)) return unread(part);
  const shown = "rules" in part || "condition" in part ? group(part) : rule(part);
  return shown ?? unread(part);
}

function unread(raw: Json): Unread {
  return { id: newId(), kind: "unread", raw };
}

function group(raw: JsonObject): ShownGroup | null {
  const { rules } = raw;
  const combinator = combinatorOf(raw.condition);
  if (combinator === null || !isList(rules) || !isFlag(raw.not)) return null;
  return {
    id: newId(),
    kind: "group",
    combinator,
    not: raw.not === true,
    rules: rules.map(node),
    raw,
    isBare: false,
  };
}

function rule(raw: JsonObject): ShownRule | null {
  const { field, operator, type, ignore_case: ignoreCase } = raw;
  if (!isText(field) || !isText(operator) || !isText(type) || !isFlag(ignoreCase)) return null;
  return {
    id: newId(),
    kind: "rule",
    field: field ?? "",
    operator: operator ?? "",
    value: raw.value,
    type: type ?? null,
    ignoreCase: ignoreCase === true,
    raw,
  };
}

export function combinatorOf(condition: Json | undefined): "and" | "or" | null {
  const name = typeof condition === "string" ? condition.toLowerCase() : "";
  return name === "and" || name === "or" ? name : null;
}

function isText(value: Json | undefined): value is string | null | undefined {
  return value === undefined || value === null || typeof value === "string";
}

function isFlag(value: Json | undefined): value is boolean | null | undefined {
  return value === undefined || value === null || typeof value === "boolean";
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isJsonObject(value: Json): value is JsonObject {
  return isObject(value);
}

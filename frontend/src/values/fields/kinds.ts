import { isExact, longNumber } from "@/model/exact";
import { same, type Json } from "@/model/json";

/** How a value is written down: each has a field of its own. */
export const VALUE_KINDS = ["text", "number", "boolean", "list", "json", "null"] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

export function kindOf(value: Json | undefined): ValueKind {
  if (value === undefined || value === null) return "null";
  if (typeof value === "string") return "text";
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  return Array.isArray(value) && isPlainList(value) ? "list" : "json";
}

/** Texts and numbers that can be told apart as they are shown. */
function isPlainList(list: readonly Json[]): boolean {
  const isPlain = list.every((part) => typeof part === "string" || typeof part === "number");
  return isPlain && new Set(list.map(String)).size === new Set(list).size;
}

/** The list after somebody took elements out of it and added others, which are texts. */
export function editedList(list: readonly Json[], shown: readonly string[]): Json[] {
  let start = 0;
  while (start < shown.length && start < list.length && String(list[start]) === shown[start]) start++;
  let end = 0;
  const most = Math.min(list.length, shown.length) - start;
  while (end < most && String(list.at(-1 - end)) === shown.at(-1 - end)) end++;
  return [
    ...list.slice(0, start),
    ...shown.slice(start, shown.length - end),
    ...list.slice(list.length - end),
  ];
}

const NUMERIC = /^\s*-?\d+(\.\d+)?\s*$/;

export function isNumeric(text: string): boolean {
  return NUMERIC.test(text);
}

function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

const CONVERSIONS: Record<ValueKind, (value: Json | undefined) => Json> = {
  text: (value) => (Array.isArray(value) ? value.map(asText).join(", ") : asText(value)),
  number: (value) => numberOf(asText(value)),
  boolean: (value) => value === true || asText(value).trim().toLowerCase() === "true",
  list: (value) => (Array.isArray(value) ? value : elementsOf(asText(value))),
  json: (value) => (typeof value === "object" && value !== null ? value : readJson(value)),
  null: () => null,
};

/** The value written as another kind, as much of it as fits. */
export function convert(value: Json | undefined, kind: ValueKind): Json {
  return CONVERSIONS[kind](value);
}

/** A number that has too many digits stays a text. */
function numberOf(text: string): Json {
  if (!isNumeric(text)) return 0;
  return isExact(text) ? Number(text) : text;
}

function elementsOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

/** JSON that is an object or a list: what is neither becomes an empty object. */
function readJson(value: Json | undefined): Json {
  const parsed = parseJson(asText(value));
  return parsed.value !== undefined && kindOf(parsed.value) === "json" ? parsed.value : {};
}

export interface ParsedJson {
  readonly value?: Json;
  /** A number in it that would lose digits. */
  readonly long?: string;
  /** From 1; 0: nobody knows where. */
  readonly line: number;
}

/** `value` left out: it is not JSON. */
export function parseJson(text: string): ParsedJson {
  try {
    const value = JSON.parse(text) as Json;
    const long = longNumber(text);
    if (long === null) return { value, line: 0 };
    return { long, line: text.slice(0, text.indexOf(long)).split("\n").length };
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : "";
    const at = /position (\d+)/.exec(message)?.[1];
    return { line: at === undefined ? 0 : text.slice(0, Number(at)).split("\n").length };
  }
}

export function jsonText(value: Json | undefined): string {
  return value === undefined ? "" : JSON.stringify(value, null, 2);
}

/** Whether the text says the value: spaces do not count. */
export function says(text: string, value: Json | undefined): boolean {
  const parsed = parseJson(text);
  return parsed.value !== undefined && same(parsed.value, value ?? null);
}

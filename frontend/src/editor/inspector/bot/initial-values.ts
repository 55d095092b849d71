import { isWrittenNumber, longNumber } from "@/model/exact";
import type { Json } from "@/model/json";

/**
 * What a person types as a value: a number, true, false, a list or an object as JSON; all else is a text, numbers that
 * would be changed by reading them too.
 */
export function valueOf(typed: string): Json {
  const text = typed.trim();
  if (!isWrittenNumber(text) && !/^(true|false|[[{"].*)$/s.test(text)) return typed;
  if (longNumber(text) !== null) return typed;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return typed;
  }
}

/** The text that reads back as the same value. */
export function textOf(value: Json): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return valueOf(value) === value ? value : JSON.stringify(value);
}

export type NameFault = "empty" | "taken" | "form";

/** Why a key cannot be one of `bot.*`. */
export function nameFault(name: string, taken: readonly string[]): NameFault | null {
  if (name === "") return "empty";
  if (!/^[\p{L}\p{M}\d_-]+$/u.test(name)) return "form";
  return taken.includes(name) ? "taken" : null;
}

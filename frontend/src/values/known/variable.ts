import type { ValueType } from "../syntax/filters";

/**
 * A variable that can be read at this place. `value`: what it held last, or begins with; left out where nobody knows.
 * `origin`: "system" is always there, "document" is written or declared here, "seen" was met in a conversation.
 */
export interface Variable {
  readonly path: string;
  readonly type: ValueType;
  readonly value?: unknown;
  readonly origin: "system" | "document" | "seen";
  readonly isWritable: boolean;
  readonly isSecret: boolean;
}

export function typeOf(value: unknown): ValueType {
  if (typeof value === "string") return "text";
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  if (Array.isArray(value)) return "list";
  return value !== null && typeof value === "object" ? "object" : "any";
}

const PREVIEW = 40;

/** A value in one short line. */
export function preview(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  const line = text.replace(/\s+/g, " ");
  return line.length > PREVIEW ? `${line.slice(0, PREVIEW - 1)}…` : line;
}

import type { RequestPart } from "@/model/document";
import { without } from "../../editing/lists";

const PLACEHOLDER = /\{\$\s*([^\s|$}]+)/g;
const TIMES: ReadonlySet<string> = new Set(["system"]);

/** The variables whose values a request needs, in the order they are met. */
export function variablesOf(request: RequestPart): string[] {
  const found = [...texts(without(request, "id", "name"))].flatMap((text) =>
    [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ""),
  );
  return [...new Set(found)].filter((path) => path !== "" && !TIMES.has(path.split(".")[0] ?? ""));
}

function* texts(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value)) for (const one of value) yield* texts(one);
  else if (typeof value === "object" && value !== null)
    for (const one of Object.values(value)) yield* texts(one);
}

/** What was typed as a value: JSON where it is a list, an object or quoted, else the text itself. */
export function typedValue(text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Scopes of the language (flow-language.md 2), in the order they are offered. */
export const SCOPES = [
  "session",
  "user",
  "message",
  "bot",
  "channel",
  "system",
  "event",
  "response",
  "integration",
  "code",
  "template",
] as const;
export type Scope = (typeof SCOPES)[number];

const WRITABLE: ReadonlySet<string> = new Set(["bot", "user", "session", "channel", "template"]);
const SEGMENT = /^[\p{L}\p{N}\p{M}_-]+$/u;
const MOST_SEGMENTS = 100;

export function isScope(name: string | undefined): name is Scope {
  return SCOPES.some((scope) => scope === name);
}

/** The segments of a dotted path; null where it is no path. Whether its scope exists is not looked at. */
export function parsePath(text: string): readonly string[] | null {
  const path = text.split(".");
  return path.length <= MOST_SEGMENTS && path.every((segment) => SEGMENT.test(segment)) ? path : null;
}

export type PathFault = "bad_path" | "unknown_scope" | "read_only" | "scope_alone";

/** Why a variable cannot be read there; null where it can. */
export function readFault(text: string): PathFault | null {
  const path = parsePath(text.trim());
  if (!path) return "bad_path";
  return isScope(path[0]) ? null : "unknown_scope";
}

/** Why a variable cannot be written; null where it can. */
export function writeFault(text: string): PathFault | null {
  const path = parsePath(text);
  if (!path) return "bad_path";
  if (!isScope(path[0])) return "unknown_scope";
  if (!WRITABLE.has(path[0]) || path[1] === "id") return "read_only";
  return path.length === 1 ? "scope_alone" : null;
}

export function isWritable(text: string): boolean {
  return writeFault(text) === null;
}

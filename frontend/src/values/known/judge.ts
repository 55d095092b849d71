import { nearest } from "../syntax/nearest";
import { isScope, parsePath, SCOPES } from "../syntax/paths";
import { CLOSED, OWN } from "./fixed";
import type { Variable } from "./variable";

export interface Verdict {
  readonly fault: "bad_path" | "unknown_scope" | "unknown";
  readonly near: string | null;
}

/** What is wrong with reading a variable, as the server judges it; null: nothing, or nobody can tell. */
export function judge(path: string, variables: readonly Variable[]): Verdict | null {
  const segments = parsePath(path.trim());
  if (!segments) return { fault: "bad_path", near: null };
  const [scope = "", key, ...rest] = segments;
  if (!isScope(scope)) return { fault: "unknown_scope", near: respelt(scope, SCOPES, [key, ...rest]) };
  if (key === undefined || !(CLOSED.has(scope) || OWN.has(scope))) return null;
  const known = keysOf(scope, variables);
  if (known.includes(key)) return null;
  const near = nearest(key, known);
  return {
    fault: "unknown",
    near: near === null ? elsewhere(key, variables) : [scope, near, ...rest].join("."),
  };
}

function respelt(
  word: string,
  known: readonly string[],
  rest: readonly (string | undefined)[],
): string | null {
  const near = nearest(word, known);
  return near && [near, ...rest.filter((part) => part !== undefined)].join(".");
}

function keysOf(scope: string, variables: readonly Variable[]): string[] {
  const keys = variables.map(({ path }) => path.split(".")).filter(([first]) => first === scope);
  return [...new Set(keys.flatMap(([, key]) => key ?? []))];
}

/** The same key in another scope: `session.name` where `user.name` is meant. */
function elsewhere(key: string, variables: readonly Variable[]): string | null {
  const found = variables.filter(({ path }) => path.endsWith(`.${key}`) && path.split(".").length === 2);
  return found.length === 1 ? (found[0]?.path ?? null) : null;
}

import { isObject, same } from "./json";
import type { Path } from "./operation";

/** What the server puts in the place of a secret's value; written there it means: as it is kept. */
export const MASK = "•••";

/**
 * Whether a place of the document says the same as `known`, which may be from before the server put the values of
 * secrets away.
 */
export function sameButSecrets(path: Path, found: unknown, known: unknown): boolean {
  if (path[0] !== "variables") return same(found, known);
  return isMasked(found, known);
}

function isMasked(found: unknown, known: unknown): boolean {
  if (found === MASK && known !== null) return true;
  if (!isObject(found) || !isObject(known)) return same(found, known);
  const keys = Object.keys(found);
  return (
    keys.length === Object.keys(known).length &&
    keys.every((key) => Object.hasOwn(known, key) && isMasked(found[key], known[key]))
  );
}

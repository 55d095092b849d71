import { keyOf, type Path } from "./path";

let stretch = 0;

/** What is typed after this is an undo entry of its own: called when a field is left. */
export function endTyping(): void {
  stretch += 1;
}

/** Keystrokes with the same key, one after the other, are one undo entry. */
export function mergeKey(path: Path): string {
  return `inspector:${stretch}:${keyOf(path)}`;
}

import { isObject } from "./json";
import { segments, type Operation } from "./operation";
import { LISTS, listKind, type Kind, type Part } from "./operations/kinds";

const LETTERS: Readonly<Partial<Record<Kind, string>>> = {
  step: "s",
  group: "g",
  connection: "c",
  request: "r",
  note: "n",
};
const SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Two who make parts at once, or while they are away, must not give them one id: these are not counted up. */
export function randomId(letter: string, length = 7): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return letter + Array.from(bytes, (byte) => SIGNS[byte % SIGNS.length]).join("");
}

export function newId(kind: "step" | "group" | "connection" | "request" | "note"): string {
  return randomId(LETTERS[kind] ?? "");
}

/** Operations with an id for every part they add: what is sent again must add the same. */
export function withIds(operations: readonly Operation[]): readonly Operation[] {
  return operations.map((operation) => {
    if (operation.op !== "add" || !isObject(operation.value)) return operation;
    const kind = kindAt(segments(operation.path));
    return kind ? { ...operation, value: identified(kind, operation.value) } : operation;
  });
}

function identified(kind: Kind, part: Part): Part {
  const letter = LETTERS[kind];
  let named = part["id"] || !letter ? part : { ...part, id: randomId(letter) };
  for (const [key, inner] of Object.entries(LISTS[kind])) {
    const held = named[key];
    if (!Array.isArray(held)) continue;
    named = { ...named, [key]: held.map((one: unknown) => (isObject(one) ? identified(inner, one) : one)) };
  }
  return named;
}

/** The kind of parts in the list at the path. */
function kindAt(path: readonly string[]): Kind | null {
  let kind: Kind | null = "bot";
  for (let at = 0; at < path.length; at += 2) {
    kind = listKind(kind, path[at] ?? "");
    if (kind === null) return null;
  }
  return path.length % 2 === 1 ? kind : null;
}

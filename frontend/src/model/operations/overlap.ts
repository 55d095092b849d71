import { segments, type Operation, type Path } from "../operation";
import { listKind, partId, type Kind } from "./kinds";
import { isObject } from "../json";
import { ORDER, PLACE } from "./perform";

/** Whether a path is the other, around it or inside it. */
export function meets(one: Path, other: Path): boolean {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) if (one[at] !== other[at]) return false;
  return true;
}

/** Paths somebody touched, asked whether others meet them. */
export class Touched {
  #exact = new Set<string>();
  #above = new Set<string>();

  constructor(paths: Iterable<Path>) {
    for (const path of paths) {
      this.#exact.add(JSON.stringify(path));
      for (let length = 0; length < path.length; length++)
        this.#above.add(JSON.stringify(path.slice(0, length)));
    }
  }

  meets(path: Path): boolean {
    return this.#above.has(JSON.stringify(path)) || this.covers(path);
  }

  /** Whether a path is one of them or inside one. */
  covers(path: Path): boolean {
    for (let length = 0; length <= path.length; length++) {
      if (this.#exact.has(JSON.stringify(path.slice(0, length)))) return true;
    }
    return false;
  }
}

/** What an operation of the history has touched, told without its document: never less than it was. */
export function touchedBy(operation: Operation): readonly Path[] {
  const path = segments(operation.path);
  if (operation.op === "order") return [[...path, ORDER]];
  if (operation.op === "move") return moved(path, operation);
  const kind = heldAt(path);
  if (operation.op !== "add" || kind === null) return [cut(path)];
  const value = operation.value;
  if (!isObject(value) || (!value["id"] && kind !== "template")) return [path];
  return [[...path, partId(kind, value)]];
}

function moved(path: Path, operation: Operation): readonly Path[] {
  const source = path.slice(0, -1);
  const target = operation.to === undefined ? source : segments(operation.to);
  const name = path.at(-1) ?? "";
  const isWithin = meets(source, target) && source.length === target.length;
  return isWithin ? [[...path, PLACE]] : [path, [...target, name]];
}

/** The kind of parts in the list at the path, null where it is no list of parts. */
function heldAt(path: Path): Kind | null {
  let kind: Kind | null = "bot";
  let holds: Kind | null = null;
  for (const segment of path) {
    if (holds !== null) [kind, holds] = [holds, null];
    else [holds, kind] = [listKind(kind, segment), null];
  }
  return holds;
}

/** Cut where it enters a list whose elements have no ids. */
function cut(path: Path): Path {
  let kind: Kind | null = "bot";
  let holds: Kind | null = null;
  for (const [at, segment] of path.entries()) {
    if (holds !== null) [kind, holds] = [holds, null];
    else {
      if (kind === null && /^[0-9]+$/.test(segment)) return path.slice(0, at);
      [holds, kind] = [listKind(kind, segment), null];
    }
  }
  return path;
}

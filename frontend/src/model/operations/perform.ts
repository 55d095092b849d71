import type { BotDocument } from "../document";
import { isObject } from "../json";
import { segments, written, type Op, type Operation, type Path } from "../operation";
import { settle } from "./canonical";
import { partId, type Kind, type Part } from "./kinds";
import { Names } from "./naming";
import { ChangeRefused, noSuchPart, unfit } from "./refusal";
import {
  drop,
  isElement,
  isThere,
  keyBefore,
  placeNumber,
  put,
  putBehind,
  read,
  Tree,
  type ElementPlace,
  type Place,
} from "./tree";

export const PLACE = "#place"; // touched by a move among its siblings
export const ORDER = "#order"; // touched by a new order of a whole list

interface Done {
  readonly touched: readonly Path[];
  readonly inverse: readonly Operation[];
  readonly id?: string;
}

/** `inverse`: what undoes all of it. `ids`: by operation, the part it made or moved. */
export interface Outcome {
  readonly document: BotDocument;
  readonly inverse: readonly Operation[];
  readonly touched: readonly Path[];
  readonly ids: readonly (string | null)[];
}

/**
 * The operations done in their order, all or none, as the server does them; the given document stays as it was, and
 * what is not touched is shared. Throws `ChangeRefused`.
 */
export function perform(document: BotDocument, operations: readonly Operation[]): Outcome {
  const work = new Work(document);
  const done = operations.map((operation, number) => {
    try {
      return ACTS[operation.op](work, operation, segments(operation.path));
    } catch (refused) {
      throw refused instanceof ChangeRefused ? refused.at(number, operation) : refused;
    }
  });
  work.checkNames();
  const touched = distinct(done.flatMap((one) => one.touched));
  return {
    document: settle(work.tree.document, touched),
    inverse: done.toReversed().flatMap((one) => one.inverse),
    touched,
    ids: done.map((one) => one.id ?? null),
  };
}

class Work {
  readonly tree: Tree;
  #names: Names | null = null;

  constructor(document: BotDocument) {
    this.tree = new Tree(document);
  }

  /** Gathered only where ids are given or taken. */
  get names(): Names {
    this.#names ??= new Names(this.tree.document);
    return this.#names;
  }

  /** In the end only: on the way a part may stand in two places. */
  checkNames(): void {
    this.#names?.check();
  }
}

type Act = (work: Work, operation: Operation, path: Path) => Done;

const add: Act = (work, operation, path) => {
  const place = work.tree.find(path, true);
  if (place.holds === null) return addElement(work, operation, path, place);
  if (!isObject(operation.value)) throw unfit("A part is an object.");
  const part = work.names.give(place.holds, operation.value);
  const name = partId(place.holds, part);
  insert(work, work.tree.parts(place), place.holds, part, operation);
  const made = [...path, name];
  return { touched: [made], inverse: [{ op: "remove", path: written(made) }], id: name };
};

/** To a list whose elements have no ids: `after` is the place of the one it comes behind. */
function addElement(work: Work, operation: Operation, path: Path, place: Place): Done {
  const value = operation.value ?? null;
  const found = read(place);
  if (!isElement(place) && found === null) {
    put(place.holder, place.key, [value]);
    return { touched: [place.touched], inverse: [back(path, place, null)] };
  }
  const isHere = !isElement(place) || isThere(place);
  if (place.kind !== null || !isHere || !Array.isArray(found)) throw unfit("There is no list to add to.");
  const held = work.tree.own(place.holder, place.key) as unknown[];
  const at = placeBehind(operation.after, held.length);
  held.splice(at, 0, value);
  return { touched: [place.touched], inverse: [{ op: "remove", path: written([...path, at]) }] };
}

function placeBehind(after: string | null | undefined, length: number): number {
  if (after === null) return 0;
  return after === undefined ? length : Math.min(placeNumber(after) + 1, length);
}

const set: Act = (work, operation, path) => {
  const place = work.tree.find(path, true);
  if (place.holds !== null) throw unfit("A list of parts is changed part by part: add, remove, move, order.");
  const value = operation.value ?? null;
  if (isElement(place)) {
    return place.kind === null
      ? setElement(place, path, value)
      : replace(work, place, place.kind, path, value);
  }
  checkNoId(place);
  const before = read(place);
  const after = value === null ? keyBefore(place.holder, place.key) : undefined;
  if (value === null) drop(place.holder, place.key);
  else if (operation.after === undefined) put(place.holder, place.key, value);
  else putBehind(place.holder, place.key, value, operation.after);
  return { touched: [place.touched], inverse: [back(path, place, before, after)] };
};

/** A whole part by another of the same id. */
function replace(work: Work, place: ElementPlace, kind: Kind, path: Path, value: unknown): Done {
  const name = path.at(-1) ?? "";
  if (!isThere(place)) throw noSuchPart(name);
  if (!isObject(value)) throw unfit("A part is an object.");
  const given = value["id"] || kind === "template" ? value : { ...value, id: name };
  if (partId(kind, given) !== name) throw unfit("The id of a part never changes.");
  const before = place.holder[place.key] as Part;
  work.names.forget(kind, before);
  place.holder[place.key] = work.names.give(kind, given);
  return { touched: [place.touched], inverse: [restored(path, before)] };
}

function setElement(place: ElementPlace, path: Path, value: unknown): Done {
  let undone: Operation;
  if (isThere(place)) {
    undone = { op: "set", path: written(path), value: (place.holder[place.key] ?? null) as object };
    place.holder[place.key] = value;
  } else if (place.key === place.holder.length) {
    undone = { op: "remove", path: written(path) };
    place.holder.push(value);
  } else {
    throw noSuchPart(String(place.key));
  }
  return { touched: [place.touched], inverse: [undone] };
}

const remove: Act = (work, _operation, path) => {
  const place = work.tree.find(path);
  if (isElement(place)) {
    return place.kind === null ? removeElement(place, path) : removePart(work, place, place.kind, path);
  }
  if (place.holds !== null) throw unfit("A list of parts is changed part by part: add, remove, move, order.");
  checkNoId(place);
  const before = read(place);
  const after = keyBefore(place.holder, place.key);
  drop(place.holder, place.key);
  return { touched: [place.touched], inverse: before === null ? [] : [restored(path, before, after)] };
};

function removePart(work: Work, place: ElementPlace, kind: Kind, path: Path): Done {
  if (!isThere(place)) throw noSuchPart(path.at(-1) ?? "");
  const after = idBefore(place, kind);
  const [part] = place.holder.splice(place.key, 1) as [Part];
  work.names.forget(kind, part);
  const undone: Operation = { op: "add", path: written(path.slice(0, -1)), value: part, after };
  return { touched: [place.touched], inverse: [undone] };
}

function removeElement(place: ElementPlace, path: Path): Done {
  if (!isThere(place)) throw noSuchPart(String(place.key));
  const [gone] = place.holder.splice(place.key, 1);
  const after = place.key ? String(place.key - 1) : null;
  const undone: Operation = { op: "add", path: written(path.slice(0, -1)), value: gone as object, after };
  return { touched: [place.touched], inverse: [undone] };
}

const move: Act = (work, operation, path) => {
  const place = work.tree.find(path);
  if (!isElement(place) || place.kind === null) throw unfit("Only a part moves.");
  const name = path.at(-1) ?? "";
  if (!isThere(place)) throw noSuchPart(name);
  const source = path.slice(0, -1);
  const target = operation.to === undefined ? source : segments(operation.to);
  const before = idBefore(place, place.kind);
  const [part] = place.holder.splice(place.key, 1) as [Part];
  const into = work.tree.find(target);
  if (into.holds !== place.kind) throw unfit("This part does not belong there.");
  insert(work, work.tree.parts(into), place.kind, part, operation);
  const moved = [...target, name];
  const isWithin = written(source).toString() === written(target).toString();
  const undone: Operation = { op: "move", path: written(moved), after: before };
  return {
    touched: isWithin ? [[...moved, PLACE]] : [path, moved],
    inverse: [isWithin ? undone : { ...undone, to: written(source) }],
    id: name,
  };
};

/** Parts that are not named come behind those that are, in the order they had. */
const order: Act = (work, operation, path) => {
  const place = work.tree.find(path);
  const kind = place.holds;
  if (kind === null) throw unfit("Only a list of parts has an order.");
  if (!Array.isArray(operation.value)) throw unfit("The order is a list of ids.");
  const parts = work.tree.parts(place);
  const before = parts.map((part) => partId(kind, part));
  const rank = new Map(operation.value.map((name, number) => [String(name), number]));
  const rankOf = (part: Part) => rank.get(partId(kind, part)) ?? rank.size;
  parts.sort((one, other) => rankOf(one) - rankOf(other));
  return {
    touched: [[...path, ORDER]],
    inverse: [{ op: "order", path: written(path), value: before }],
  };
};

const ACTS: Readonly<Record<Op, Act>> = { add, set, remove, move, order };

function checkNoId(place: Place): void {
  if (place.key === "id" && place.of !== null && place.of !== "bot") {
    throw unfit("The id of a part never changes.");
  }
}

/** What brings a value back, and takes off what was made on the way to it. */
function back(path: Path, place: Place, before: unknown, after?: string | null): Operation {
  return place.made === null ? restored(path, before, after) : { op: "remove", path: written(place.made) };
}

/** `after`: the key that one which was taken away stood behind: the order of variables is their author's. */
function restored(path: Path, before: unknown, after?: string | null): Operation {
  const place = written(path);
  if (before === null) return { op: "remove", path: place };
  const undone: Operation = { op: "set", path: place, value: before as object };
  return after === undefined ? undone : { ...undone, after };
}

/** Behind a part that somebody else has removed means last. */
function insert(work: Work, parts: Part[], kind: Kind, part: Part, { after }: Operation): void {
  if (after === null) parts.unshift(part);
  else {
    const place = after === undefined ? -1 : work.tree.position(parts, kind, after);
    parts.splice(place < 0 ? parts.length : place + 1, 0, part);
  }
}

function idBefore({ holder, key }: ElementPlace, kind: Kind): string | null {
  const sibling = holder[key - 1];
  return isObject(sibling) ? partId(kind, sibling) : null;
}

function distinct(paths: readonly Path[]): readonly Path[] {
  if (paths.length < 2) return paths;
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}

import { isObject } from "../json";
import type { Path } from "../operation";
import { listKind, partId, type Kind, type Part } from "./kinds";
import { noSuchPart, unfit } from "./refusal";

/**
 * Where a path leads: `read` gives what is there. `kind`: of the part that stands there, null inside a part. `holds`:
 * the kind of the parts of a list of parts. `touched`: the path, cut where it enters a list whose elements have no ids.
 * `made`: the path of the first object that had to be made on the way. `of`: the kind of the part whose own key it is.
 */
interface Found {
  readonly touched: Path;
  readonly kind: Kind | null;
  readonly holds: Kind | null;
  readonly made: Path | null;
  readonly of: Kind | null;
}
export type KeyPlace = Found & { readonly holder: Part; readonly key: string };
export type ElementPlace = Found & { readonly holder: unknown[]; readonly key: number };
export type Place = KeyPlace | ElementPlace;

export function isElement(place: Place): place is ElementPlace {
  return Array.isArray(place.holder);
}

export function isThere(place: Place): boolean {
  return isElement(place)
    ? place.key >= 0 && place.key < place.holder.length
    : Object.hasOwn(place.holder, place.key);
}

export function read(place: Place): unknown {
  if (!isThere(place)) return null;
  return (isElement(place) ? place.holder[place.key] : place.holder[place.key]) ?? null;
}

/** A key may be `__proto__`: assigned as any other it would not be a key. */
export function put(holder: Part, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    holder[key] = value;
  }
}

/** A key that is there keeps its place; a new one comes last where the one it belongs behind is gone. */
export function putBehind(holder: Part, key: string, value: unknown, after: string | null): void {
  const keys = Object.keys(holder);
  const at = after === null ? 0 : keys.indexOf(after) + 1;
  const isNew = !Object.hasOwn(holder, key) && (after === null || at > 0);
  const later = isNew ? keys.slice(at).map((name) => [name, holder[name]] as const) : [];
  for (const [name] of later) drop(holder, name);
  put(holder, key, value);
  for (const [name, held] of later) put(holder, name, held);
}

/** The key a key stands behind, null where it is the first. */
export function keyBefore(holder: Part, key: string): string | null {
  const keys = Object.keys(holder);
  return keys[keys.indexOf(key) - 1] ?? null;
}

export function drop(holder: Part, key: string): void {
  Reflect.deleteProperty(holder, key);
}

/** The changed document; what is touched is copied first, the one it was made from stays as it was. */
export class Tree {
  readonly document: Part;
  #own = new WeakSet<object>();
  #ordinals = new WeakMap<readonly unknown[], Map<string, number>>();

  constructor(document: object) {
    this.document = this.#keep({ ...document });
  }

  /** Refused where it leads nowhere; `make`: objects on the way are made. */
  find(path: Path, make = false): Place {
    return new Walk(this, path, make).toEnd();
  }

  /** The list of parts at the place, to be changed. */
  parts(place: Place): Part[] {
    if (!isThere(place)) this.#set(place, this.#keep([]));
    return this.own(place.holder, place.key) as Part[];
  }

  /** What is there, as a copy that may be changed. */
  own(holder: Part | unknown[], key: string | number): Part | unknown[] {
    const child = (holder as Part)[key] as Part | unknown[];
    if (this.#own.has(child)) return child;
    const copied = this.#keep(Array.isArray(child) ? [...child] : { ...child });
    if (Array.isArray(holder)) holder[Number(key)] = copied;
    else put(holder, String(key), copied);
    return copied;
  }

  make(holder: Part, key: string): Part {
    const made = this.#keep<Part>({});
    put(holder, key, made);
    return made;
  }

  /** The place of the part of that id in its list, -1 where it is gone. Long lists are remembered. */
  position(parts: readonly unknown[], kind: Kind, name: string): number {
    if (parts.length < 50) return indexOfPart(parts, kind, name);
    const known = this.#ordinals.get(parts);
    if (known) {
      const near = known.get(name) ?? -1;
      return isNamed(parts[near], kind, name) ? near : indexOfPart(parts, kind, name);
    }
    const ordinals = new Map(parts.map((part, at) => [isObject(part) ? partId(kind, part) : "", at]));
    this.#ordinals.set(parts, ordinals);
    return ordinals.get(name) ?? -1;
  }

  #set(place: Place, value: unknown): void {
    if (isElement(place)) place.holder[place.key] = value;
    else put(place.holder, place.key, value);
  }

  #keep<Made extends object>(made: Made): Made {
    this.#own.add(made);
    return made;
  }
}

/** From the document along a path, one segment at a time. */
class Walk {
  #at = 0;
  #holder: Part | unknown[];
  #kind: Kind | null = "bot";
  #holds: Kind | null = null;
  #cut: number | null = null;
  #made: Path | null = null;

  constructor(
    private readonly tree: Tree,
    private readonly path: Path,
    private readonly makes: boolean,
  ) {
    this.#holder = tree.document;
  }

  toEnd(): Place {
    for (const segment of this.path) {
      const found = this.#step(segment);
      if (found) return found;
    }
    throw unfit("The path is empty.");
  }

  #step(segment: string): Place | null {
    const holder = this.#holder;
    if (!Array.isArray(holder)) return this.#intoObject(holder, segment);
    return this.#holds ? this.#intoPart(holder, this.#holds, segment) : this.#intoList(holder, segment);
  }

  get #isLast(): boolean {
    return this.#at === this.path.length - 1;
  }

  #found(kind: Kind | null, holds: Kind | null): Found {
    const touched = this.#cut === null ? this.path : this.path.slice(0, this.#cut);
    return { touched, kind, holds, made: this.#made, of: this.#kind };
  }

  #intoObject(holder: Part, key: string): Place | null {
    const holds = listKind(this.#kind, key);
    if (this.#isLast) return { ...this.#found(null, holds), holder, key };
    if (this.#kind === "template") throw unfit("A bundled template is changed as a whole.");
    const child = Object.hasOwn(holder, key) ? holder[key] : null;
    if (child === null || child === undefined) {
      if (holds !== null || !this.makes) throw noSuchPart((holds ? this.path[this.#at + 1] : key) ?? key);
      this.#made ??= this.path.slice(0, this.#at + 1);
      this.#goOn(this.tree.make(holder, key));
    } else {
      this.#goOn(this.#owned(holder, key), null, holds);
    }
    return null;
  }

  #intoPart(holder: unknown[], kind: Kind, name: string): Place | null {
    const key = this.tree.position(holder, kind, name);
    if (this.#isLast) return { ...this.#found(kind, null), holder, key };
    if (key < 0) throw noSuchPart(name);
    this.#goOn(this.#owned(holder, key), kind);
    return null;
  }

  #intoList(holder: unknown[], segment: string): Place | null {
    this.#cut ??= this.#at;
    const key = placeNumber(segment);
    if (this.#isLast) return { ...this.#found(null, null), holder, key };
    if (key >= holder.length) throw noSuchPart(segment);
    this.#goOn(this.#owned(holder, key));
    return null;
  }

  #owned(holder: Part | unknown[], key: string | number): Part | unknown[] {
    const child = (holder as Part)[key];
    if (typeof child !== "object" || child === null) {
      throw unfit("The path leads into a value that has no parts.");
    }
    return this.tree.own(holder, key);
  }

  #goOn(holder: Part | unknown[], kind: Kind | null = null, holds: Kind | null = null): void {
    this.#holder = holder;
    this.#kind = kind;
    this.#holds = holds;
    this.#at += 1;
  }
}

/** Of an element of a list without ids. */
export function placeNumber(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw unfit("A place in this list is a number.");
  return Number(text);
}

/** What stands at a touched path now, undefined where it is gone. */
export function valueAt(document: unknown, path: Path): unknown {
  let found: unknown = document;
  for (const segment of path) {
    if (Array.isArray(found)) {
      const mayHaveVersion = segment.includes("@"); // else no name is put together: a large bot has a thousand steps
      found = found.find(
        (part) =>
          isObject(part) &&
          (part["id"] === segment || (mayHaveVersion && partId("template", part) === segment)),
      );
    } else if (isObject(found)) {
      found = Object.hasOwn(found, segment) ? found[segment] : undefined;
    } else {
      return undefined;
    }
  }
  return found ?? undefined;
}

function indexOfPart(parts: readonly unknown[], kind: Kind, name: string): number {
  return parts.findIndex((part) => isNamed(part, kind, name));
}

function isNamed(part: unknown, kind: Kind, name: string): boolean {
  return isObject(part) && partId(kind, part) === name;
}

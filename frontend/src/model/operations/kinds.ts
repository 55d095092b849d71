import { isObject } from "../json";

export type Kind = "bot" | "step" | "group" | "connection" | "request" | "note" | "template";
export type Part = Record<string, unknown>;

/** Lists whose elements are parts with an id, by what holds them. */
export const LISTS: Readonly<Record<Kind, Readonly<Record<string, Kind>>>> = {
  bot: { steps: "step", requests: "request", notes: "note", groups: "group", templates: "template" },
  step: { groups: "group" },
  group: { connections: "connection" },
  connection: {},
  request: {},
  note: {},
  template: {},
};

/** The kind of the parts in the list of that name. */
export function listKind(kind: Kind | null, key: string): Kind | null {
  if (kind === null) return null;
  const lists = LISTS[kind];
  return Object.hasOwn(lists, key) ? (lists[key] ?? null) : null;
}

/** A bundled template is known by its id and version, every other part by its id. */
export function partId(kind: Kind, part: Part): string {
  return kind === "template" ? `${String(part["id"])}@${String(part["version"])}` : String(part["id"]);
}

/** Every part in a part, with its kind. */
export function* inside(kind: Kind, part: Part): Generator<[Kind, Part]> {
  for (const [key, inner] of Object.entries(LISTS[kind])) {
    const held = part[key];
    if (!Array.isArray(held)) continue;
    for (const one of held) {
      if (!isObject(one)) continue;
      yield [inner, one];
      yield* inside(inner, one);
    }
  }
}

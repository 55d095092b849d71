import { indexOf, type DocumentIndex } from "@/model/index";
import type { Group, Step } from "@/model/document";
import { isObject } from "@/model/json";

import type { Words } from "../naming";
import type { FieldChange } from "../types";
import type { Asked, Difference, ProposedPart } from "./types";

/** The parts a decision is about, those that cannot be decided without them included, as the server takes them. */
export function decidedBy({ parts }: Pick<Difference, "parts">, asked: Asked): ProposedPart[] {
  if (asked.parts === null) return [...parts];
  const byId = new Map(parts.map((one) => [one.part, one]));
  const found = new Set<string>();
  const waiting = [...asked.parts];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const part = byId.get(id);
    if (!part || found.has(id)) continue;
    found.add(id);
    waiting.push(...(asked.verb === "accept" ? part.needs : part.needed_by));
  }
  return parts.filter(({ part }) => found.has(part));
}

/** Whether accepting writes over what others did since. */
export function isWritingOver(difference: Difference, parts: readonly ProposedPart[]): boolean {
  return !difference.conflicts_known || parts.some(({ conflicts }) => conflicts.length > 0);
}

/** Of these there is one in a bot: they bear its name, and need none. */
const ONLY: readonly ProposedPart["kind"][] = ["variables", "tests"];

/** A part by the name that it has for people; empty where its kind says it all. */
export function named<Part extends Pick<ProposedPart, "kind" | "name">>(part: Part): Part {
  return ONLY.includes(part.kind) ? { ...part, name: "" } : part;
}

/** What is said of a part: what changed in it, or all of it where it is new or goes. */
export function fieldsOf({ part, how, fields, whole }: ProposedPart): FieldChange[] {
  if (!whole) return [...fields];
  const side = (value: unknown) => (how === "removed" ? { before: value } : { after: value });
  return flat(part, whole)
    .filter(([path, value]) => value !== null && path !== `${part}.name`)
    .map(([path, value]) => ({ path, before: null, after: null, ...side(value) }));
}

const UNTOLD = new Set(["id", "position", "dbcv", "kind", "version"]);
const LISTS = new Set(["groups", "connections"]);

function flat(path: string, whole: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(whole).flatMap(([key, value]): [string, unknown][] => {
    const here = `${path}.${key}`;
    if (UNTOLD.has(key)) return [];
    if (key === "message" && isObject(value)) return flat(here, value);
    if (!LISTS.has(key) || !Array.isArray(value)) return [[here, value]];
    return value.filter(isObject).flatMap((one) => flat(`${here}.${String(one.id)}`, one));
  });
}

/** Names of steps and ways as the draft has them, else as the proposal brings them along. */
export function namesWith(draft: DocumentIndex, parts: readonly ProposedPart[]): Words["index"] {
  const wholes = (kind: ProposedPart["kind"]) =>
    parts.filter((one) => one.kind === kind && one.whole).map(({ whole }) => whole);
  // They come from the server as it writes documents.
  const steps = wholes("step") as unknown as Step[];
  const groups = wholes("group") as unknown as Group[];
  const proposed = indexOf({ dbcv: 1, kind: "bot", steps, groups });
  return {
    step: (id) => draft.step(id) ?? proposed.step(id),
    connection: (id) => draft.connection(id) ?? proposed.connection(id),
  };
}

import type { BotDocument } from "@/model/document";
import { same } from "@/model/json";
import { sameButSecrets } from "@/model/secrets";
import { written, type Operation, type Path } from "@/model/operation";
import { perform, valueAt, type Outcome } from "@/model/operations";

import type { ConflictSide } from "./types";
import { joined } from "./sync/batch";
import type { Met } from "./sync/rebasing";

const MOST = 200;

/** One thing this person did. `left`: what it left at each touched path; `batches`: as what it was saved. */
export interface Entry {
  readonly label: string;
  readonly merge: string | null;
  readonly operations: readonly Operation[];
  readonly inverse: readonly Operation[];
  readonly paths: readonly Path[];
  readonly left: readonly unknown[];
  readonly batches: readonly string[];
}

export interface History {
  readonly undo: readonly Entry[];
  readonly redo: readonly Entry[];
}

export type Way = "undo" | "redo";

export const NOTHING_DONE: History = { undo: [], redo: [] };

export interface Doing {
  readonly label: string;
  readonly merge?: string;
  readonly batches: readonly string[];
}

/** What was done is the next to be undone; what was undone before can no longer be done again. */
export function recorded(
  history: History,
  before: BotDocument,
  operations: readonly Operation[],
  done: Outcome,
  doing: Doing,
): History {
  const entry = entryOf(operations, done, doing);
  const last = history.undo.at(-1);
  const isMore = last !== undefined && last.merge !== null && last.merge === entry.merge;
  if (!isMore || history.redo.length > 0 || !isAsLeft(last, before))
    return { undo: [...history.undo, entry].slice(-MOST), redo: [] };
  const both = together(last, entry, done);
  const earlier = history.undo.slice(0, -1);
  return { undo: isNothing(both, done.document) ? earlier : [...earlier, both], redo: [] };
}

/** Whether nobody else was there since: what they did must not be undone with it. */
function isAsLeft({ paths, left }: Entry, document: BotDocument): boolean {
  return paths.every((path, at) => isStill(document, path, left[at] ?? null));
}

function isStill(document: BotDocument, path: Path, left: unknown): boolean {
  return sameButSecrets(path, valueAt(document, path) ?? null, left);
}

/** What was typed and taken out again is nothing to undo. */
function isNothing({ inverse, paths }: Entry, document: BotDocument): boolean {
  const back = attempt(document, inverse);
  return back !== null && changesNothing(document, { document: back, touched: paths });
}

/** What was undone can be done again, and the other way round. */
export function turned(
  history: History,
  way: Way,
  operations: readonly Operation[],
  done: Outcome,
  batches: readonly string[],
): History {
  const last = history[way].at(-1);
  if (!last) return history;
  const entry = entryOf(operations, done, { label: last.label, batches });
  const left = history[way].slice(0, -1);
  return way === "undo"
    ? { undo: left, redo: [...history.redo, entry] }
    : { undo: [...history.undo, entry], redo: left };
}

export function dropped(history: History, way: Way): History {
  return { ...history, [way]: history[way].slice(0, -1) };
}

/** Without what came to nothing: refused, or given up for what somebody else did. */
export function without(history: History, batches: ReadonlySet<string>): History {
  const isLeft = (entry: Entry) => !entry.batches.some((id) => batches.has(id));
  if (history.undo.every(isLeft) && history.redo.every(isLeft)) return history;
  return { undo: history.undo.filter(isLeft), redo: history.redo.filter(isLeft) };
}

/** Where taking it back would take away what somebody else has done since. */
export function sidesOf(entry: Entry, document: BotDocument, met: Met): readonly ConflictSide[] {
  const back = attempt(document, entry.inverse);
  const sides = entry.paths.flatMap((path, at) => {
    if (path.at(-1)?.startsWith("#")) return [];
    if (isStill(document, path, entry.left[at] ?? null)) return [];
    const theirs = valueAt(document, path) ?? null;
    const mine = (back && valueAt(back, path)) ?? null;
    return [{ path: written(path), mine, theirs, ...(met(path) ?? { by: null, revision: null }) }];
  });
  if (sides.length > 0 || back) return sides;
  const path = entry.inverse[0]?.path ?? "";
  return [{ path, mine: entry.inverse[0]?.value ?? null, theirs: null, by: null, revision: null }];
}

export function attempt(document: BotDocument, operations: readonly Operation[]): BotDocument | null {
  try {
    return perform(document, operations).document;
  } catch {
    return null;
  }
}

/** Whether nothing is different behind it. */
export function changesNothing(
  before: BotDocument,
  { document, touched }: Pick<Outcome, "document" | "touched">,
): boolean {
  return touched.every((path) => {
    const isOrder = path.at(-1)?.startsWith("#") ?? false;
    const place = !isOrder ? path : path.at(-1) === "#order" ? path.slice(0, -1) : path.slice(0, -2);
    return same(valueAt(before, place), valueAt(document, place));
  });
}

function entryOf(operations: readonly Operation[], done: Outcome, { label, merge, batches }: Doing): Entry {
  const left = done.touched.map((path) => valueAt(done.document, path) ?? null);
  return {
    label,
    merge: merge ?? null,
    operations,
    inverse: done.inverse,
    paths: done.touched,
    left,
    batches,
  };
}

function together(first: Entry, second: Entry, done: Outcome): Entry {
  const operations = joined(first.operations, second.operations);
  const isReplaced = operations === second.operations;
  const paths = new Map([...first.paths, ...second.paths].map((path) => [JSON.stringify(path), path]));
  return {
    ...first,
    operations,
    inverse: isReplaced ? first.inverse : [...second.inverse, ...first.inverse],
    paths: [...paths.values()],
    left: [...paths.values()].map((path) => valueAt(done.document, path) ?? null),
    batches: [...new Set([...first.batches, ...second.batches])],
  };
}

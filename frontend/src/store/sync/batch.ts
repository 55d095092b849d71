import type { BotDocument } from "@/model/document";
import { same } from "@/model/json";
import { segments, written, type Operation, type Path } from "@/model/operation";
import { perform, valueAt } from "@/model/operations";
import { sameButSecrets } from "@/model/secrets";

import type { ConflictSide } from "../types";

/**
 * One gesture of the author that is not saved yet. `saw`: what stood at each touched path when it was made. `needs`:
 * the revision that is to be known before it may be sent. `conflict`: it waits for the author; `choice`: what they chose
 * before all was known. `after`: the document with it, null where it cannot be shown; `mine`: the last one there was.
 */
export interface Batch {
  readonly id: string;
  readonly label: string;
  readonly merge: string | null;
  readonly operations: readonly Operation[];
  readonly touched: readonly Path[];
  readonly saw: readonly unknown[];
  readonly needs: number;
  readonly conflict: readonly ConflictSide[] | null;
  readonly choice: Choice | null;
  readonly after: BotDocument | null;
  readonly mine: BotDocument | null;
}

export interface Choice {
  readonly side: "mine" | "theirs";
  readonly id: string;
}

export type KeptBatch = Omit<Batch, "after" | "mine">;

export interface BatchTerms {
  readonly id: string;
  readonly label: string;
  readonly merge?: string | null;
  readonly needs?: number;
}

/** Throws `ChangeRefused` where it cannot be done to the document. */
export function makeBatch(document: BotDocument, operations: readonly Operation[], terms: BatchTerms): Batch {
  const { document: after, touched } = perform(document, operations);
  return {
    id: terms.id,
    label: terms.label,
    merge: terms.merge ?? null,
    operations: named(operations, terms.id),
    touched,
    saw: touched.map((path) => valueAt(document, path) ?? null),
    needs: terms.needs ?? 0,
    conflict: null,
    choice: null,
    after,
    mine: after,
  };
}

/** Both as one that was never sent; null where they are not of one kind. `before`: the document without either. */
export function merged(first: Batch, second: Batch, before: BotDocument): Batch | null {
  if (first.merge === null || first.merge !== second.merge || first.conflict) return null;
  const operations = joined(first.operations, second.operations);
  const both = makeBatch(before, operations, { id: first.id, label: first.label, merge: first.merge });
  return { ...both, needs: Math.max(first.needs, second.needs), after: second.after, mine: second.after };
}

/** Of values set at the same places only the last ones. */
export function joined(first: readonly Operation[], second: readonly Operation[]): readonly Operation[] {
  const isSet = [...first, ...second].every((one) => one.op === "set");
  const places = second.map((one) => JSON.stringify(segments(one.path)));
  const isAlike =
    isSet &&
    first.length === second.length &&
    first.every((one, at) => JSON.stringify(segments(one.path)) === places[at]);
  return isAlike ? second : [...first, ...second];
}

/** Where somebody else has been since: what stands there is neither what was seen nor what was made of it. */
export function sidesAgainst(batch: Batch, document: BotDocument, by: Told): readonly ConflictSide[] {
  return batch.touched.flatMap((path, at) => {
    const theirs = valueAt(document, path) ?? null;
    const mine = mineAt(batch, path);
    const isAsSeen = sameButSecrets(path, theirs, batch.saw[at] ?? null);
    if (!isMarked(path) && (isAsSeen || same(theirs, mine))) return [];
    const told = by(path);
    return told ? [{ path: written(path), mine, theirs, ...told }] : [];
  });
}

/** Whether it is so already: somebody else did the same. */
export function isDone(batch: Batch, document: BotDocument): boolean {
  return (
    batch.mine !== null &&
    batch.touched.every(
      (path) => !isMarked(path) && same(valueAt(document, path) ?? null, mineAt(batch, path)),
    )
  );
}

export function mineAt(batch: Batch, path: Path): unknown {
  return (batch.mine && valueAt(batch.mine, path)) ?? null;
}

function isMarked(path: Path): boolean {
  return path.at(-1)?.startsWith("#") ?? false;
}

/** Who was at a path since; null: nobody. */
export type Told = (path: Path) => { readonly by: string | null; readonly revision: number | null } | null;

/** The batch on another document; null where it cannot be done there. */
export function rebased(batch: Batch, document: BotDocument): BotDocument | null {
  try {
    return perform(document, batch.operations).document;
  } catch {
    return null;
  }
}

/** `operation_id` makes sending the same again harmless. */
function named(operations: readonly Operation[], id: string): readonly Operation[] {
  return operations.map((operation, number) => ({ ...operation, operation_id: `${id}.${number}` }));
}

import type { BotDocument } from "@/model/document";
import { segments, written, type Operation, type Path } from "@/model/operation";
import { ChangeRefused, perform, Touched, valueAt } from "@/model/operations";

import { makeBatch, type Batch } from "./batch";
import { NOWHERE, onBase, onTheWay, type Met } from "./rebasing";
import type { Effect, Next, SyncEvent, SyncState } from "./state";

/**
 * "mine": as if it were made now, on top of theirs, once all of theirs is known. "theirs": it is gone, with what was
 * done in the same places after it; what else was made on top of it is asked about then.
 */
export function resolved(state: SyncState, event: Extract<SyncEvent, { type: "resolved" }>): Next {
  const batch = state.pending.find((one) => one.id === event.batch);
  if (!batch?.conflict) return { state, effects: [] };
  if (batch.needs > state.base.revision) {
    const choice = { side: event.side, id: event.id };
    const pending = state.pending.map((one) => (one === batch ? { ...one, choice } : one));
    return { state: { ...state, pending }, effects: [{ type: "wait", for: "behind", ms: 0 }] };
  }
  const effects: Effect[] = [{ type: "persist" }, { type: "wait", for: "due", ms: 0 }];
  if (event.side === "theirs") return { state: without(state, batch), effects };
  const again = onTop(batch, state.base.document, event.id);
  if (!again) return { state, effects: [] };
  const pending = state.pending.map((one) => (one === batch ? again : one));
  return { state: onBase({ ...state, pending }, state.base, NOWHERE), effects };
}

/** The batch with those that wait for it and change nothing but its places: they are decided on together. */
export function decidedWith(state: SyncState, batch: Batch): readonly Batch[] {
  const underway = onTheWay(state);
  const places = new Touched(batch.touched);
  const later = state.pending.slice(state.pending.indexOf(batch) + 1);
  return [
    batch,
    ...later.filter((one) => !underway.has(one.id) && one.touched.every((path) => places.covers(path))),
  ];
}

function without(state: SyncState, batch: Batch): SyncState {
  const gone = new Set(decidedWith(state, batch));
  const pending = state.pending.filter((one) => !gone.has(one));
  const places = new Touched(batch.touched);
  const { by = null, revision = null } = batch.conflict?.[0] ?? {};
  const met: Met = (path) => (places.meets(path) ? { by, revision } : null);
  return onBase({ ...state, pending }, state.base, met);
}

/** What was chosen before all was known, now that it is. */
export function chosen(state: SyncState): Next {
  let now: Next = { state, effects: [] };
  for (const batch of state.pending) {
    if (!batch.choice || batch.needs > now.state.base.revision) continue;
    const done = resolved(now.state, { type: "resolved", batch: batch.id, ...batch.choice });
    now = { state: done.state, effects: [...now.effects, ...done.effects] };
  }
  return now;
}

/** Whether "mine" is possible: what it was made in may be gone, and not be known here. */
export function canKeepMine(state: SyncState, batch: Batch): boolean {
  return onTop(batch, state.base.document, batch.id) !== null;
}

/** The batch on a document of others; parts it was made in and that are gone come back as they were here. */
function onTop(batch: Batch, document: BotDocument, id: string): Batch | null {
  const operations: Operation[] = [];
  let now = document;
  for (const operation of batch.operations) {
    let done = attempt(now, operation);
    let doing: Operation | null = operation;
    if (!done && operation.op !== "remove") {
      doing = broughtBack(batch.mine, now, segments(operation.path));
      done = doing && attempt(now, doing);
    }
    if (!done || !doing) continue;
    operations.push(doing);
    now = done;
  }
  if (operations.length === 0) return null;
  return makeBatch(document, operations, { id, label: batch.label, needs: batch.needs });
}

/** The outermost part along the path that is not there any more, as it was with the batch. */
function broughtBack(mine: BotDocument | null, document: BotDocument, path: Path): Operation | null {
  if (!mine) return null;
  for (let length = 2; length <= path.length; length += 2) {
    const part = path.slice(0, length);
    if (valueAt(document, part) !== undefined) continue;
    const value = valueAt(mine, part);
    return value === undefined
      ? null
      : { op: "add", path: written(part.slice(0, -1)), value: value as object };
  }
  return null;
}

function attempt(document: BotDocument, operation: Operation): BotDocument | null {
  try {
    return perform(document, [operation]).document;
  } catch (refused) {
    if (refused instanceof ChangeRefused) return null;
    throw refused;
  }
}

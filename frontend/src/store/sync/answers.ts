import { segments, written } from "@/model/operation";

import type { ConflictSide, Refusal } from "../types";
import { mineAt, rebased, type Batch } from "./batch";
import { readAnew, takeIn, touchesVariables } from "./hearing";
import { onTheWay } from "./rebasing";
import { pause } from "./sending";
import type { MetConflict, Next, SyncEvent, SyncState } from "./state";

type Of<Type extends SyncEvent["type"]> = Extract<SyncEvent, { type: Type }>;

const NOTHING = (state: SyncState): Next => ({ state, effects: [] });

export function answered(state: SyncState, event: Of<"answered">): Next {
  const { sent } = state;
  if (sent?.number !== event.number) return NOTHING(state);
  const open: SyncState = { ...state, lane: "open", fault: null, attempts: 0, oneByOne: false };
  const direct =
    event.isNew && event.revision === state.base.revision + 1 ? withoutNews(open, event.revision) : null;
  if (direct) return takeIn(direct);
  return takeIn({ ...open, sent: { ...sent, fate: "done", revision: event.revision } });
}

/**
 * Where nobody else was and the first of what waits was saved, the document is what it is here: no need to hear of it.
 * Of variables the server may have put values of secrets away, so those are heard of.
 */
function withoutNews(state: SyncState, revision: number): SyncState | null {
  const batches = sentBatches(state);
  const isFirst = batches.every((one, at) => one === state.pending[at]);
  const document = batches.at(-1)?.after;
  if (!isFirst || !document || touchesVariables(batches.flatMap((one) => one.operations))) return null;
  return { ...state, sent: null, base: { document, revision }, pending: state.pending.slice(batches.length) };
}

export function conflicted(state: SyncState, event: Of<"conflicted">): Next {
  if (state.sent?.number !== event.number) return NOTHING(state);
  const met = new Map<string, MetConflict[]>();
  const owners = ownersOf(sentBatches(state));
  for (const conflict of event.conflicts) {
    const owner = owners[conflict.operation];
    if (owner) met.set(owner, [...(met.get(owner) ?? []), conflict]);
  }
  const pending = state.pending.map((batch) => {
    const conflicts =
      met.size > 0 ? met.get(batch.id) : owners.includes(batch.id) ? event.conflicts : undefined;
    return conflicts ? { ...batch, conflict: sidesOf(batch, conflicts), needs: event.revision } : batch;
  });
  const taken = takeIn({ ...state, sent: null, pending, lane: "open", fault: null, attempts: 0 });
  return { ...taken, effects: [...taken.effects, { type: "persist" }, { type: "wait", for: "due", ms: 0 }] };
}

function sidesOf(batch: Batch, conflicts: readonly MetConflict[]): readonly ConflictSide[] {
  const newest = new Map(conflicts.map((one) => [JSON.stringify(one.path), one]));
  return [...newest.values()].map(({ path, theirs, author_id, revision }) => ({
    path: written(segments(path)),
    mine: mineAt(batch, segments(path)),
    theirs: theirs ?? null,
    by: author_id,
    revision,
  }));
}

export function outdated(state: SyncState, event: Of<"outdated">): Next {
  if (state.sent?.number !== event.number) return NOTHING(state);
  return readAnew({ ...state, sent: null });
}

/** Of several the faulty one is found by sending them one by one. */
export function refused(state: SyncState, event: Of<"refused">): Next {
  if (state.sent?.number !== event.number) return NOTHING(state);
  const batches = sentBatches(state);
  const owner = event.operation === null ? undefined : ownersOf(batches)[event.operation];
  const faulty = batches.length === 1 ? batches[0] : batches.find((one) => one.id === owner);
  const free: SyncState = { ...state, sent: null, lane: "open", attempts: 0, fault: null };
  if (!faulty) return { state: { ...free, oneByOne: true }, effects: [{ type: "wait", for: "due", ms: 0 }] };
  const taken = takenBack(free, faulty, (batch) => refusalOf(batch, event));
  return { state: taken, effects: [{ type: "persist" }, { type: "wait", for: "due", ms: 0 }] };
}

/** Without the batch, and without what cannot be done without it. */
function takenBack(state: SyncState, faulty: Batch, told: (batch: Batch) => Refusal): SyncState {
  const underway = onTheWay(state);
  const refusals = [told(faulty)];
  const pending: Batch[] = [];
  let document = state.base.document;
  for (const batch of state.pending) {
    if (batch.id === faulty.id) continue;
    const after = rebased(batch, document);
    if (after === null && batch.conflict === null && !underway.has(batch.id)) {
      refusals.push(told(batch));
      continue;
    }
    document = after ?? document;
    pending.push({ ...batch, after, mine: after ?? batch.mine });
  }
  return { ...state, pending, document, refusals: [...state.refusals, ...refusals] };
}

function refusalOf(batch: Batch, { fault }: Of<"refused">): Refusal {
  return { id: batch.id, label: batch.label, fault, operations: batch.operations };
}

/** Nobody knows whether it was done: the same is sent again. */
export function failed(state: SyncState, event: Of<"failed">): Next {
  const { sent } = state;
  if (sent?.number !== event.number) return NOTHING(state);
  const attempts = state.attempts + 1;
  const ms = event.seconds === undefined ? pause(attempts) : event.seconds * 1000;
  return {
    state: {
      ...state,
      attempts,
      sent: { ...sent, fate: "unknown" },
      lane: event.isBusy ? state.lane : "offline",
      fault: event.isBusy ? null : event.fault,
    },
    effects: [{ type: "wait", for: "retried", ms }],
  };
}

/** Signed out, or no longer let in: it is kept until that has changed. */
export function blocked(state: SyncState, event: Of<"blocked">): Next {
  const { sent } = state;
  if (sent?.number !== event.number) return NOTHING(state);
  return {
    state: { ...state, sent: { ...sent, fate: "unknown" }, lane: "blocked", fault: event.fault },
    effects: [],
  };
}

function sentBatches(state: SyncState): readonly Batch[] {
  const ids = new Set(state.sent?.batches ?? []);
  return state.pending.filter((one) => ids.has(one.id));
}

/** Of each operation of a request the batch it is of. */
function ownersOf(batches: readonly Batch[]): readonly string[] {
  return batches.flatMap((batch) => batch.operations.map(() => batch.id));
}

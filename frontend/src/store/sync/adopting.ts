import { touchedBy } from "@/model/operations";

import type { Batch } from "./batch";
import { isSent } from "./hearing";
import { EVERYWHERE, metBy, onBase } from "./rebasing";
import type { Change, Effect, Next, Sent, SyncEvent, SyncState } from "./state";

/**
 * What another window of this person left unsaved. `since`: what was changed between the revision it knew and ours;
 * what was on its way then may be among that, else it is sent again, which is harmless.
 */
export function adopted(state: SyncState, event: Extract<SyncEvent, { type: "adopted" }>): Next {
  const { kept, since, hasGap } = event;
  const known = new Set(state.pending.map((one) => one.id));
  const batches: Batch[] = kept.batches
    .filter((one) => !known.has(one.id))
    .map((one) => ({ ...one, needs: hasGap ? 0 : one.needs, after: null, mine: null }));
  const all: SyncState = { ...state, pending: [...state.pending, ...batches] };
  const sent = kept.sent.map(({ base, batches: ids }): Sent => ({
    number: 0,
    base,
    batches: ids,
    fate: "unknown",
    revision: null,
  }));
  const saved = sent.filter((one) => since.some((change) => isSent(change, all, one)));
  const gone = new Set(saved.flatMap((one) => one.batches));
  const others = since.filter((change) => !saved.some((one) => isSent(change, all, one)));
  const left: SyncState = {
    ...all,
    pending: all.pending.filter((one) => !gone.has(one.id)),
    unsettled: [...state.unsettled, ...sent.filter((one) => !saved.includes(one))],
  };
  const effects: Effect[] = [{ type: "persist" }, { type: "wait", for: "due", ms: 0 }];
  return { state: onBase(left, state.base, hasGap ? EVERYWHERE : metBy(others.map(told))), effects };
}

function told(change: Change) {
  return { by: change.author_id, revision: change.revision, touched: change.operations.flatMap(touchedBy) };
}

import { Touched } from "@/model/operations";

import type { Batch } from "./batch";
import { onTheWay } from "./rebasing";
import type { Effect, Next, Sent, SyncState } from "./state";

export const SOON = 400; // ms from the first change to its sending
const MOST = 1500; // operations of one request; the server takes 2,000
const LONGEST_PAUSE = 15_000;

/** What can be sent now, if anything. */
export function send(state: SyncState): Next {
  if (state.sent || state.lane === "reading" || state.lane === "blocked") return { state, effects: [] };
  const [again, ...unsettled] = state.unsettled;
  if (again) return under({ ...state, unsettled }, again.base, again.batches);
  const batches = sendable(state);
  if (batches.length === 0) return { state, effects: [] };
  return under(
    state,
    state.base.revision,
    batches.map((one) => one.id),
  );
}

/** The same again, since nobody knows what came of it. */
export function sendAgain(state: SyncState, sent: Sent): Next {
  const known = { ...state, sent: { ...sent, fate: "underway" as const } };
  return { state: known, effects: [sending(known, sent.number, sent.base, sent.batches)] };
}

/** ms until the next attempt. */
export function pause(attempts: number): number {
  return Math.min(1000 * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE);
}

function under(state: SyncState, base: number, batches: readonly string[]): Next {
  const number = state.numbers + 1;
  const sent: Sent = { number, base, batches, fate: "underway", revision: null };
  const next = { ...state, numbers: number, sent };
  return { state: next, effects: [{ type: "persist" }, sending(next, number, base, batches)] };
}

function sending(state: SyncState, number: number, base: number, ids: readonly string[]): Effect {
  const wanted = new Set(ids);
  const operations = state.pending.filter((one) => wanted.has(one.id)).flatMap((one) => one.operations);
  return { type: "send", number, base, operations };
}

/** In their order, but for those that wait for the author and what was made on top of them. */
function sendable(state: SyncState): readonly Batch[] {
  const underway = onTheWay(state);
  const found: Batch[] = [];
  const held: Batch[] = [];
  let room = MOST;
  for (const batch of state.pending) {
    if (underway.has(batch.id)) continue;
    const isHeld = batch.conflict !== null || batch.needs > state.base.revision || meetsOne(batch, held);
    if (isHeld) {
      held.push(batch);
      continue;
    }
    room -= batch.operations.length;
    if (found.length > 0 && (room < 0 || state.oneByOne)) break;
    found.push(batch);
  }
  return found;
}

function meetsOne(batch: Batch, held: readonly Batch[]): boolean {
  if (held.length === 0) return false;
  const touched = new Touched(held.flatMap((one) => one.touched));
  return batch.touched.some((path) => touched.meets(path));
}

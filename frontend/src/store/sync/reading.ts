import { takeIn } from "./hearing";
import { EVERYWHERE, onBase } from "./rebasing";
import type { Next, SyncEvent, SyncState } from "./state";

type Read = Extract<SyncEvent, { type: "read" }>;

/** The server's document: an older one counts too, since a server may have been set back to a backup. */
export function read(state: SyncState, { document, revision }: Read): Next {
  const isOlder = revision < state.base.revision;
  if (isOlder && revision >= state.readFrom) {
    // News were quicker than this answer.
    return { state: { ...state, lane: "open" }, effects: [{ type: "wait", for: "due", ms: 0 }] };
  }
  const left = isOlder ? setBack(state, revision) : withoutSaved(state, revision);
  const open: SyncState = { ...left, lane: "open", attempts: 0, fault: null };
  const taken = takeIn(onBase(open, { document, revision }, EVERYWHERE));
  const effects = [...taken.effects, { type: "persist" as const }, { type: "inspect" as const }];
  return { ...taken, effects: [...effects, { type: "wait", for: "due", ms: 0 }] };
}

function withoutSaved(state: SyncState, revision: number): SyncState {
  const isSaved = state.sent?.fate === "done" && (state.sent.revision ?? 0) <= revision;
  const gone = new Set(isSaved ? state.sent?.batches : []);
  return {
    ...state,
    sent: isSaved ? null : state.sent,
    pending: state.pending.filter((one) => !gone.has(one.id)),
    heard: state.heard.filter((one) => one.revision > revision),
  };
}

/** What was saved behind that revision, and heard of it, is gone there; what waits here is not. */
function setBack(state: SyncState, revision: number): SyncState {
  return {
    ...state,
    sent: state.sent?.fate === "done" ? null : state.sent,
    pending: state.pending.map((one) => ({ ...one, needs: Math.min(one.needs, revision) })),
    heard: [],
  };
}

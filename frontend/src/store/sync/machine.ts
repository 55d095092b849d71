import { Fault } from "@/api/faults";
import { ChangeRefused } from "@/model/operations";

import type { Refusal } from "../types";
import { adopted } from "./adopting";
import { answered, blocked, conflicted, failed, outdated, refused } from "./answers";
import { makeBatch, merged, type Batch } from "./batch";
import { isBehind, readAnew, takeIn } from "./hearing";
import { read } from "./reading";
import { onTheWay } from "./rebasing";
import { chosen, resolved } from "./resolving";
import { pause, send, sendAgain, SOON } from "./sending";
import type { Effect, Next, SyncEvent, SyncState } from "./state";

type Handlers = {
  [Type in SyncEvent["type"]]: (state: SyncState, event: Extract<SyncEvent, { type: Type }>) => Next;
};

/** What comes of an event: the state behind it, and what is to be done. Pure: no clock, no network. */
export function next(state: SyncState, event: SyncEvent): Next {
  const handle = HANDLERS[event.type] as (state: SyncState, event: SyncEvent) => Next;
  const done = handle(state, event);
  if (!done.state.pending.some((batch) => batch.choice)) return done;
  const then = chosen(done.state);
  return { state: then.state, effects: [...done.effects, ...then.effects] };
}

const HANDLERS: Handlers = {
  changed: (state, event) => {
    const batch = attempt(state, event);
    if ("fault" in batch) return { state: { ...state, refusals: [...state.refusals, batch] }, effects: [] };
    const last = state.pending.at(-1);
    const before = state.pending.at(-2)?.after ?? (state.pending.length < 2 ? state.base.document : null);
    const isFree = last && before && last.after === state.document && !onTheWay(state).has(last.id);
    const both = isFree ? merged(last, batch, before) : null;
    const pending = both ? [...state.pending.slice(0, -1), both] : [...state.pending, batch];
    const effects: Effect[] = [{ type: "persist" }, { type: "wait", for: "due", ms: SOON }];
    return { state: { ...state, pending, document: batch.after ?? state.document }, effects };
  },
  due: (state) => send(state),
  retried: (state) => {
    if (state.lane === "reading") return { state, effects: [{ type: "readDraft" }] };
    const open: SyncState = { ...state, lane: state.lane === "blocked" ? "open" : state.lane };
    if (open.sent?.fate === "unknown") return sendAgain(open, open.sent);
    return send(open);
  },
  heard: (state, { changes }) => {
    const known = new Map(state.heard.map((one) => [one.revision, one]));
    for (const change of changes) known.set(change.revision, change);
    const heard = [...known.values()].sort((one, other) => one.revision - other.revision);
    return takeIn({ ...state, heard });
  },
  behind: (state) => ({
    state,
    effects: isBehind(state) ? [{ type: "catchUp", after: state.base.revision }] : [],
  }),
  gap: (state) => readAnew(state),
  read,
  unread: (state, { fault }) => {
    const attempts = state.attempts + 1;
    return {
      state: { ...state, attempts, fault },
      effects: [{ type: "wait", for: "retried", ms: pause(attempts) }],
    };
  },
  adopted,
  answered,
  conflicted,
  outdated,
  refused,
  failed,
  blocked,
  resolved,
  dismissed: (state, { refusal }) => ({
    state: { ...state, refusals: state.refusals.filter((one) => one.id !== refusal) },
    effects: [],
  }),
};

/** The batch, or why it cannot be done: somebody else may have removed what it is about. */
function attempt(state: SyncState, event: Extract<SyncEvent, { type: "changed" }>): Batch | Refusal {
  const { id, label, operations } = event;
  try {
    return makeBatch(state.document, operations, event);
  } catch (refused) {
    if (!(refused instanceof ChangeRefused)) throw refused;
    return { id, label, operations, fault: new Fault(refused.code, 422, refused.message) };
  }
}

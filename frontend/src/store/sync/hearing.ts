import type { BotDocument } from "@/model/document";
import { same } from "@/model/json";
import { segments, type Operation, type Path } from "@/model/operation";
import { perform } from "@/model/operations";

import { metBy, NOWHERE, onBase } from "./rebasing";
import type { Accepted, Change, Effect, Next, Sent, SyncState } from "./state";

const PATIENCE = 1000; // ms until news that do not come are asked for

/** Take in the changes that were heard, in order, as far as it is known whose they are. */
export function takeIn(state: SyncState): Next {
  let now = state;
  const accepted: Accepted[] = [];
  for (;;) {
    const heard = now.heard.filter((one) => one.revision > now.base.revision);
    now = settled({ ...now, heard });
    const span = spanOf(now);
    if (span.length === 0) break;
    const next = advanced(now, span);
    if (!next) return readAnew({ ...now, heard: [] });
    now = next.state;
    accepted.push(...next.accepted);
  }
  const effects: Effect[] = now === state ? [] : [{ type: "persist" }, { type: "inspect" }];
  effects.push(...accepted.map((one) => ({ type: "accepted" as const, accepted: one })));
  if (isBehind(now)) effects.push({ type: "wait", for: "behind", ms: PATIENCE });
  if (now.pending.length > 0 && !now.sent) effects.push({ type: "wait", for: "due", ms: 0 });
  return { state: now, effects };
}

/** What is here may not be the server's document any more. */
export function readAnew(state: SyncState): Next {
  const readFrom = state.lane === "reading" ? state.readFrom : state.base.revision;
  return { state: { ...state, lane: "reading", readFrom }, effects: [{ type: "readDraft" }] };
}

/** Whether there are changes that are known to exist and were not heard. */
export function isBehind(state: SyncState): boolean {
  const { revision } = state.base;
  const first = state.heard[0];
  if (first && first.revision > revision + 1) return true;
  if (state.sent?.fate === "done" && (state.sent.revision ?? 0) > revision) return true;
  return state.pending.some((batch) => batch.needs > revision);
}

/** Whether a change of the history is what was sent. Values of secrets are not told, so those do not count. */
export function isSent(change: Change, state: SyncState, sent: Pick<Sent, "batches">): boolean {
  if (change.author_id !== state.author) return false;
  const ids = new Set(sent.batches);
  const operations = state.pending.filter((one) => ids.has(one.id)).flatMap((one) => one.operations);
  const own = change.operations.slice(0, operations.length);
  return own.length === operations.length && own.every((one, at) => isAlike(one, operations[at]));
}

export function touchesVariables(operations: readonly Operation[]): boolean {
  return operations.some((one) => segments(one.path)[0] === "variables");
}

function isAlike(told: Operation, sent: Operation | undefined): boolean {
  if (!sent || told.op !== sent.op || !same(segments(told.path), segments(sent.path))) return false;
  const isTold = segments(told.path)[0] !== "variables";
  const { to, after } = told;
  return (
    (!isTold || same(told.value ?? null, sent.value ?? null)) &&
    after === sent.after &&
    same(to === undefined ? null : segments(to), sent.to === undefined ? null : segments(sent.to))
  );
}

/** Without what was saved and is in the base already. */
function settled(state: SyncState): SyncState {
  const { sent, base } = state;
  if (sent?.fate !== "done" || (sent.revision ?? 0) > base.revision) return state;
  const gone = new Set(sent.batches);
  const pending = state.pending.filter((one) => !gone.has(one.id));
  return onBase({ ...state, sent: null, pending }, base, NOWHERE);
}

/** The next changes that can be taken in at once: those up to what was saved, or one of others. */
function spanOf(state: SyncState): readonly Change[] {
  const { sent, heard, base } = state;
  const first = heard[0];
  if (!first || first.revision !== base.revision + 1) return [];
  if (sent?.fate === "done") {
    const span = heard.slice(0, (sent.revision ?? 0) - base.revision);
    return span.at(-1)?.revision === sent.revision ? span : [];
  }
  const waits = [sent, ...state.unsettled].some((one) => one && isSent(first, state, one));
  return waits ? [] : [first];
}

/** null: what the server did cannot be done here, so this is not its document. */
function advanced(
  state: SyncState,
  span: readonly Change[],
): { state: SyncState; accepted: readonly Accepted[] } | null {
  const { sent } = state;
  const saved = sent?.fate === "done" ? sent : null;
  const others: { by: string | null; revision: number; touched: readonly Path[] }[] = [];
  const accepted: Accepted[] = [];
  let document: BotDocument = state.base.document;
  for (const change of span) {
    const done = attempt(document, change.operations);
    if (!done) return null;
    document = done.document;
    if (change.proposal_id && change.author_id === state.author) {
      accepted.push({ proposal: change.proposal_id, operations: change.operations, outcome: done });
    }
    if (saved && isSent(change, state, saved)) continue;
    others.push({ by: change.author_id, revision: change.revision, touched: done.touched });
  }
  const gone = new Set(saved?.batches ?? []);
  const left: SyncState = {
    ...state,
    sent: saved ? null : sent,
    pending: gone.size === 0 ? state.pending : state.pending.filter((one) => !gone.has(one.id)),
  };
  const base = { document, revision: span.at(-1)?.revision ?? state.base.revision };
  return { state: onBase(left, base, metBy(others)), accepted };
}

function attempt(document: BotDocument, operations: readonly Operation[]) {
  try {
    return perform(document, operations);
  } catch {
    return null;
  }
}

import type { Fault } from "@/api/faults";
import type { BotDocument } from "@/model/document";
import type { Operation, PathIn } from "@/model/operation";
import type { Outcome } from "@/model/operations";

import type { Refusal } from "../types";
import type { Batch, KeptBatch } from "./batch";

/** A change of the draft as the history has it. `proposal_id`: of the one that was accepted by it. */
export interface Change {
  readonly revision: number;
  readonly author_id: string | null;
  readonly proposal_id?: string | null;
  readonly operations: readonly Operation[];
}

/**
 * Batches that were sent together on top of `base`; sent again only in the same composition. `fate`: nobody knows what
 * came of it while it is under way or its answer was lost; `done` at `revision`, whose news is still to come.
 */
export interface Sent {
  readonly number: number;
  readonly base: number;
  readonly batches: readonly string[];
  readonly fate: "underway" | "unknown" | "done";
  readonly revision: number | null;
}

/** `base`: the draft as the server has it; `document`: with what is not saved yet. `heard`: changes that must wait. */
export interface SyncState {
  readonly author: string;
  readonly base: { readonly document: BotDocument; readonly revision: number };
  readonly document: BotDocument;
  readonly pending: readonly Batch[];
  readonly sent: Sent | null;
  /** Of windows that were closed: what was on its way then is sent again first. */
  readonly unsettled: readonly Sent[];
  readonly heard: readonly Change[];
  readonly refusals: readonly Refusal[];
  readonly numbers: number;
  readonly lane: "open" | "offline" | "reading" | "blocked";
  /** The base's revision when reading it anew began. */
  readonly readFrom: number;
  readonly fault: Fault | null;
  readonly attempts: number;
  readonly oneByOne: boolean;
}

/** What a window has not saved, as it is kept in the browser. */
export interface Kept {
  readonly revision: number;
  readonly sent: readonly Pick<Sent, "base" | "batches">[];
  readonly batches: readonly KeptBatch[];
}

/** What accepting a proposal made of the draft. */
export interface Accepted {
  readonly proposal: string;
  readonly operations: readonly Operation[];
  readonly outcome: Outcome;
}

export interface MetConflict {
  readonly operation: number;
  readonly path: PathIn;
  readonly theirs: unknown;
  readonly revision: number;
  readonly author_id: string | null;
}

export type SyncEvent =
  | {
      readonly type: "changed";
      readonly id: string;
      readonly operations: readonly Operation[];
      readonly label: string;
      readonly merge?: string;
    }
  | { readonly type: "due" }
  | { readonly type: "retried" }
  | { readonly type: "heard"; readonly changes: readonly Change[] }
  | { readonly type: "behind" }
  | { readonly type: "gap" }
  | { readonly type: "read"; readonly document: BotDocument; readonly revision: number }
  | { readonly type: "unread"; readonly fault: Fault }
  | {
      readonly type: "adopted";
      readonly kept: Kept;
      readonly since: readonly Change[];
      readonly hasGap: boolean;
    }
  | { readonly type: "answered"; readonly number: number; readonly revision: number; readonly isNew: boolean }
  | {
      readonly type: "conflicted";
      readonly number: number;
      readonly conflicts: readonly MetConflict[];
      readonly revision: number;
    }
  | { readonly type: "outdated"; readonly number: number }
  | {
      readonly type: "refused";
      readonly number: number;
      readonly fault: Fault;
      readonly operation: number | null;
    }
  | {
      readonly type: "failed";
      readonly number: number;
      readonly fault: Fault;
      readonly isBusy: boolean;
      readonly seconds?: number;
    }
  | { readonly type: "blocked"; readonly number: number; readonly fault: Fault }
  | {
      readonly type: "resolved";
      readonly batch: string;
      readonly side: "mine" | "theirs";
      readonly id: string;
    }
  | { readonly type: "dismissed"; readonly refusal: string };

/** `accepted`: this person accepted it, here or elsewhere. `wait`: come back with `due`, `retried` or `behind` after so many ms, sooner where that waits already. */
export type Effect =
  | {
      readonly type: "send";
      readonly number: number;
      readonly base: number;
      readonly operations: readonly Operation[];
    }
  | { readonly type: "wait"; readonly for: "due" | "retried" | "behind"; readonly ms: number }
  | { readonly type: "catchUp"; readonly after: number }
  | { readonly type: "readDraft" }
  | { readonly type: "accepted"; readonly accepted: Accepted }
  | { readonly type: "persist" }
  | { readonly type: "inspect" };

export interface Next {
  readonly state: SyncState;
  readonly effects: readonly Effect[];
}

export function opened(author: string, document: BotDocument, revision: number): SyncState {
  return {
    author,
    base: { document, revision },
    document,
    pending: [],
    sent: null,
    unsettled: [],
    heard: [],
    refusals: [],
    numbers: 0,
    lane: "open",
    readFrom: 0,
    fault: null,
    attempts: 0,
    oneByOne: false,
  };
}

export function keptOf(state: SyncState): Kept {
  const sent = [...(state.sent && state.sent.fate !== "done" ? [state.sent] : []), ...state.unsettled];
  const done = new Set(state.sent?.fate === "done" ? state.sent.batches : []);
  return {
    revision: state.base.revision,
    sent: sent.map(({ base, batches }) => ({ base, batches })),
    batches: state.pending.filter((one) => !done.has(one.id)).map(withoutDocument),
  };
}

function withoutDocument(batch: Batch): KeptBatch {
  const { id, label, merge, operations, touched, saw, needs, conflict, choice } = batch;
  return { id, label, merge, operations, touched, saw, needs, conflict, choice };
}

import type { Fault } from "@/api/faults";
import { EMPTY_DOCUMENT } from "@/model/document";
import { indexOf } from "@/model/index";
import { segments } from "@/model/operation";

import type { ToldLock, ToldPerson } from "./live";
import { mineAt, type Batch } from "./sync/batch";
import { canKeepMine, decidedWith } from "./sync/resolving";
import type { SyncState } from "./sync/state";
import type { BotHead, Conflict, ConflictSide, EditorValues, Issue, Lock, Person, Saved } from "./types";

const NO_ISSUES: readonly Issue[] = [];

export const ALL_SAVED: Saved = {
  state: "saved",
  pending: 0,
  conflicts: [],
  refusals: [],
  isKept: true,
  waitsForSignIn: false,
};

export function valuesOf(botId: string): EditorValues {
  return {
    botId,
    status: "opening",
    fault: null,
    live: false,
    bot: { id: botId, name: "", access: "viewer", workspaceId: "", status: "active", publishedVersion: null },
    readOnly: true,
    document: EMPTY_DOCUMENT,
    index: indexOf(EMPTY_DOCUMENT),
    revision: 0,
    saved: ALL_SAVED,
    issues: NO_ISSUES,
    selection: { steps: [], connection: null, notes: [], group: null },
    revealed: null,
    people: [],
    locks: {},
    path: { lit: {} },
    view: { dock: "properties", drawer: null, rail: null, mode: "canvas" },
    counts: null,
    canUndo: false,
    canRedo: false,
    undoLabel: null,
    redoLabel: null,
  };
}

/** What else is known of saving than the machine's state says. */
export interface Beside {
  readonly isKept: boolean;
  readonly waitsForSignIn: boolean;
  readonly undoing: Conflict | null;
}

export function savedOf(state: SyncState, { isKept, waitsForSignIn, undoing }: Beside): Saved {
  const { pending, refusals } = state;
  const conflicts = pending.flatMap((batch): Conflict[] =>
    batch.conflict
      ? [
          {
            id: batch.id,
            kind: "change",
            label: batch.label,
            sides: sidesNow(state, batch, batch.conflict),
            canKeepMine: canKeepMine(state, batch),
          },
        ]
      : [],
  );
  const all = undoing ? [...conflicts, undoing] : conflicts;
  const fault: Fault | undefined = state.fault ?? refusals.at(-1)?.fault;
  return {
    state: stateOf(state, all.length > 0, waitsForSignIn),
    pending: pending.length,
    conflicts: all,
    refusals,
    fault,
    isKept: isKept || pending.length === 0,
    waitsForSignIn: waitsForSignIn || state.fault?.status === 401,
  };
}

/** "mine" with what was done there since it met theirs. */
function sidesNow(state: SyncState, batch: Batch, sides: readonly ConflictSide[]): readonly ConflictSide[] {
  const last = decidedWith(state, batch).at(-1) ?? batch;
  if (!last.mine || last === batch) return sides;
  return sides.map((side) => ({ ...side, mine: mineAt(last, segments(side.path)) }));
}

function stateOf(state: SyncState, hasConflicts: boolean, waitsForSignIn: boolean): Saved["state"] {
  if (hasConflicts) return "conflict";
  const isSignedOut = waitsForSignIn || state.fault?.status === 401;
  if ((state.lane === "blocked" && !isSignedOut) || state.refusals.length > 0) return "refused";
  if (state.pending.length === 0) return "saved";
  if (state.lane === "offline" || isSignedOut || (state.lane === "reading" && state.fault)) return "offline";
  return "saving";
}

export function peopleOf(told: readonly ToldPerson[], me: string): readonly Person[] {
  return told.map(({ socket_id, person_id, name, step }) => ({
    socketId: socket_id,
    personId: person_id,
    name,
    step,
    isMe: person_id === me,
  }));
}

export function lockOf({ step, person_id, name, until }: ToldLock, me: string): Lock {
  return { step, personId: person_id, name, until, isMine: person_id === me };
}

export function locksOf(told: readonly ToldLock[], me: string): Readonly<Record<string, Lock>> {
  return Object.fromEntries(told.map((one) => [one.step, lockOf(one, me)]));
}

/** Without those that ended by themselves; the same object where there are none. */
export function unexpired(
  locks: Readonly<Record<string, Lock>>,
  now: number,
): Readonly<Record<string, Lock>> {
  const left = Object.entries(locks).filter(([, lock]) => Date.parse(lock.until) > now);
  return left.length === Object.keys(locks).length ? locks : Object.fromEntries(left);
}

export function accessOf(access: "OWNER" | "EDITOR" | "VIEWER"): BotHead["access"] {
  return access === "OWNER" ? "owner" : access === "EDITOR" ? "editor" : "viewer";
}

/** The same array for a step as long as the issues are the same ones. */
export class IssuesByStep {
  #of: readonly Issue[] = NO_ISSUES;
  #steps = new Map<string, Issue[]>();

  at(issues: readonly Issue[], stepId: string): readonly Issue[] {
    if (this.#of !== issues) {
      this.#of = issues;
      this.#steps = new Map();
      for (const issue of issues) {
        if (issue.step === null) continue;
        const known = this.#steps.get(issue.step);
        if (known) known.push(issue);
        else this.#steps.set(issue.step, [issue]);
      }
    }
    return this.#steps.get(stepId) ?? NO_ISSUES;
  }
}

import { randomId, withIds } from "@/model/ids";
import type { Operation, Path } from "@/model/operation";
import { ChangeRefused, perform, touchedBy, type Outcome } from "@/model/operations";

import { metBy, type Met } from "./sync/rebasing";
import { decidedWith } from "./sync/resolving";
import type { Accepted, Change, SyncState } from "./sync/state";
import type { Syncing } from "./syncing";
import type { ChangeTerms, Conflict, EditorValues } from "./types";
import {
  changesNothing,
  dropped,
  NOTHING_DONE,
  recorded,
  sidesOf,
  turned,
  without,
  type History,
  type Way,
} from "./undo";

const MOST = 1500; // operations of one batch; the server takes 2,000 at once
const REMEMBERED = 300; // changes of others

/** What this person does: changes, and taking them back across what others do meanwhile. */
export class Editing {
  /** An undo that would take away what somebody else did: it waits for an answer. */
  undoing: Conflict | null = null;
  lastTouched: readonly Path[] = [];
  #history: History = NOTHING_DONE;
  #way: Way = "undo";
  readonly #accepting = new Map<string, string>();
  #others: { by: string | null; revision: number; touched: readonly Path[] }[] = [];

  constructor(
    private readonly syncing: Syncing,
    private readonly changed: () => void,
  ) {}

  change(given: readonly Operation[], { label, merge, isFinal = false }: ChangeTerms): void {
    const operations = withIds(given);
    const before = this.syncing.state.document;
    const done = this.#attempt(operations, label);
    if (!done || changesNothing(before, done)) return;
    const batches = this.#send(operations, label, merge);
    if (!isFinal) {
      this.#history = recorded(this.#history, before, operations, done, { label, merge, batches });
    }
    this.#told(done);
  }

  /** Takes back the last thing, or does it again; where somebody has been there since, it asks. */
  turn(way: Way): void {
    const entry = this.#history[way].at(-1);
    if (!entry) return;
    const sides = sidesOf(entry, this.syncing.state.document, this.#met());
    if (sides.length === 0) {
      this.#perform(way);
      return;
    }
    const canKeepMine = canPerform(this.syncing.state, entry.inverse);
    this.#way = way;
    this.undoing = { id: randomId("u"), kind: "undo", label: entry.label, sides, canKeepMine };
    this.changed();
  }

  resolve(conflict: Conflict, side: "mine" | "theirs"): void {
    if (conflict.kind === "change") {
      const { state } = this.syncing;
      const batch = state.pending.find((one) => one.id === conflict.id);
      this.syncing.on({ type: "resolved", batch: conflict.id, side, id: randomId("b", 15) });
      if (batch && side === "theirs") this.#forget(new Set(decidedWith(state, batch).map((one) => one.id)));
      return;
    }
    if (this.undoing?.id !== conflict.id) return;
    this.undoing = null;
    if (side === "mine" && conflict.canKeepMine) this.#perform(this.#way);
    else this.#history = dropped(this.#history, this.#way);
    this.changed();
  }

  /** A proposal is being accepted in this window: what comes of it is undone as what was done here. */
  accepting(proposal: string, label: string): void {
    this.#accepting.set(proposal, label);
  }

  accepted({ proposal, operations, outcome }: Accepted): void {
    const label = this.#accepting.get(proposal);
    if (label === undefined || outcome.touched.length === 0) return;
    const { document } = this.syncing.state;
    this.#history = recorded(this.#history, document, operations, outcome, { label, batches: [] });
    this.#told({ touched: [] });
  }

  /** What came to nothing cannot be undone. */
  after(now: SyncState, before: SyncState): void {
    if (now.refusals !== before.refusals) this.#forget(new Set(now.refusals.map((one) => one.id)));
  }

  /** What others did is remembered, to say who it was that something was changed by. */
  heard(changes: readonly Change[]): void {
    for (const { author_id, revision, operations } of changes) {
      if (author_id === this.syncing.state.author) continue;
      this.#others.push({ by: author_id, revision, touched: operations.flatMap(touchedBy) });
    }
    this.#others = this.#others.slice(-REMEMBERED);
  }

  shown(): Pick<EditorValues, "canUndo" | "canRedo" | "undoLabel" | "redoLabel"> {
    const { undo, redo } = this.#history;
    return {
      canUndo: undo.length > 0,
      canRedo: redo.length > 0,
      undoLabel: undo.at(-1)?.label ?? null,
      redoLabel: redo.at(-1)?.label ?? null,
    };
  }

  #perform(way: Way): void {
    const entry = this.#history[way].at(-1);
    if (!entry) return;
    const done = this.#attempt(entry.inverse, entry.label);
    if (!done) {
      this.#history = dropped(this.#history, way);
      this.changed();
      return;
    }
    const batches = this.#send(entry.inverse, entry.label);
    this.#history = turned(this.#history, way, entry.inverse, done, batches);
    this.#told(done);
  }

  /** null: it cannot be done, which the machine tells. */
  #attempt(operations: readonly Operation[], label: string): Outcome | null {
    try {
      return perform(this.syncing.state.document, operations);
    } catch (refused) {
      if (!(refused instanceof ChangeRefused)) throw refused;
      this.#send(operations, label);
      return null;
    }
  }

  #send(operations: readonly Operation[], label: string, merge?: string): readonly string[] {
    const batches: string[] = [];
    for (let at = 0; at < operations.length; at += MOST) {
      const id = randomId("b", 15);
      this.syncing.on({ type: "changed", id, operations: operations.slice(at, at + MOST), label, merge });
      batches.push(id);
    }
    return batches;
  }

  #forget(batches: ReadonlySet<string>): void {
    const history = without(this.#history, batches);
    if (history === this.#history) return;
    this.#history = history;
    this.changed();
  }

  #told(done: Pick<Outcome, "touched">): void {
    this.undoing = null;
    this.lastTouched = done.touched;
    this.changed();
  }

  #met(): Met {
    const known = metBy(this.#others);
    return (path) => known(path) ?? { by: null, revision: null };
  }
}

function canPerform(state: SyncState, operations: readonly Operation[]): boolean {
  try {
    perform(state.document, operations);
    return true;
  } catch {
    return false;
  }
}

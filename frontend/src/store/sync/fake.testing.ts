import { Fault } from "@/api/faults";
import type { BotDocument } from "@/model/document";
import { segments, type Operation, type Path } from "@/model/operation";
import { ChangeRefused, perform, Touched, touchedBy, valueAt } from "@/model/operations";

import { next } from "./machine";
import { decidedWith } from "./resolving";
import {
  keptOf,
  opened,
  type Accepted,
  type Change,
  type Effect,
  type Kept,
  type MetConflict,
  type SyncEvent,
  type SyncState,
} from "./state";

/** What `/changes` does, in memory: merges, refuses, does a named operation once. */
export class FakeServer {
  document: BotDocument;
  revision = 0;
  readonly history: (Change & { touched: readonly Path[] })[] = [];
  readonly done = new Map<string, number>();
  kept = Infinity;
  refuses: (operation: Operation) => boolean = () => false;

  constructor(document: BotDocument) {
    this.document = document;
  }

  post(author: string, base: number, operations: readonly Operation[]): Distributed<SyncEvent> {
    const fresh = operations.filter((one) => !this.done.has(one.operation_id ?? ""));
    if (fresh.length === 0) return { type: "answered", revision: this.revision, isNew: false };
    if (base > this.revision) return { type: "outdated" };
    const faulty = operations.findIndex(this.refuses);
    if (faulty >= 0) {
      return { type: "refused", fault: new Fault("change:invalid", 422, "faulty"), operation: null };
    }
    let outcome;
    try {
      outcome = perform(this.document, fresh);
    } catch (refused) {
      if (!(refused instanceof ChangeRefused)) throw refused;
      const met = this.#meets(
        base,
        fresh.map((one) => [segments(one.path)]),
      );
      if (met === "old") return { type: "outdated" };
      if (met.length > 0) return { type: "conflicted", conflicts: met, revision: this.revision };
      return {
        type: "refused",
        fault: new Fault(refused.code, 422, refused.message),
        operation: refused.number,
      };
    }
    const met = this.#meets(base, fresh.map(touchedBy));
    if (met === "old") return { type: "outdated" };
    if (met.length > 0) return { type: "conflicted", conflicts: met, revision: this.revision };
    this.document = outcome.document;
    this.revision += 1;
    for (const one of fresh)
      this.done.set(one.operation_id ?? "", (this.done.get(one.operation_id ?? "") ?? 0) + 1);
    const told = structuredClone(fresh).map((one) => ({ ...one, operation_id: undefined }));
    this.history.push({
      revision: this.revision,
      author_id: author,
      operations: told,
      touched: outcome.touched,
    });
    return { type: "answered", revision: this.revision, isNew: fresh.length === operations.length };
  }

  since(revision: number): Change[] {
    return this.history.filter((one) => one.revision > revision);
  }

  #meets(base: number, claims: readonly (readonly Path[])[]): MetConflict[] | "old" {
    if (this.revision - base > this.kept) return "old";
    const found: MetConflict[] = [];
    for (const change of this.history) {
      if (change.revision <= base) continue;
      const theirs = new Touched(change.touched);
      claims.forEach((paths, operation) => {
        const path = paths.find((one) => theirs.meets(one));
        if (!path) return;
        const value = valueAt(this.document, path) ?? null;
        found.push({
          operation,
          path,
          theirs: value,
          revision: change.revision,
          author_id: change.author_id,
        });
      });
    }
    return found;
  }
}

type Distributed<E> = E extends { number: number } ? Omit<E, "number"> : never;

/** A window: the machine, with what it asks for in lists that a test empties as it likes. */
export class FakeWindow {
  state: SyncState;
  readonly asked: Extract<Effect, { type: "send" | "catchUp" | "readDraft" }>[] = [];
  readonly accepted: Accepted[] = [];
  readonly waits = new Map<string, number>();
  kept: Kept;
  /** Ids of batches that were told to the author, in whatever way. */
  readonly told = new Set<string>();
  readonly made: string[] = [];

  constructor(
    readonly author: string,
    readonly server: FakeServer,
  ) {
    this.state = opened(author, server.document, server.revision);
    this.kept = keptOf(this.state);
  }

  on(event: SyncEvent): this {
    const { state, effects } = next(this.state, event);
    this.state = state;
    const decided = this.conflicts.flatMap((one) => decidedWith(state, one));
    for (const { id } of [...decided, ...state.refusals]) this.told.add(id);
    for (const effect of effects) {
      if (effect.type === "wait") this.waits.set(effect.for, effect.ms);
      else if (effect.type === "persist") this.kept = structuredClone(keptOf(state));
      else if (effect.type === "accepted") this.accepted.push(effect.accepted);
      else if (effect.type !== "inspect") this.asked.push(effect);
    }
    return this;
  }

  change(id: string, operations: readonly Operation[], merge?: string): this {
    return this.on({ type: "changed", id, operations, label: id, merge });
  }

  text(id: string, step: string, value: string, merge?: string): this {
    return this.change(id, [{ op: "set", path: `steps.${step}.message.text`, value }], merge);
  }

  /** What waited comes due. */
  wake(): this {
    for (const name of [...this.waits.keys()]) {
      this.waits.delete(name);
      this.on({ type: name as "due" | "retried" | "behind" });
    }
    return this;
  }

  /** Everything asked for is answered at once. */
  settle(most = 50): this {
    for (let turns = 0; turns < most; turns++) {
      this.wake();
      const asked = this.asked.shift();
      if (!asked && this.waits.size === 0) break;
      if (asked) this.answer(asked);
    }
    return this;
  }

  answer(asked: Extract<Effect, { type: "send" | "catchUp" | "readDraft" }>): void {
    if (asked.type === "catchUp") this.on({ type: "heard", changes: this.server.since(asked.after) });
    else if (asked.type === "readDraft") this.read();
    else this.on({ ...this.server.post(this.author, asked.base, asked.operations), number: asked.number });
  }

  read(): void {
    this.on({
      type: "read",
      document: structuredClone(this.server.document),
      revision: this.server.revision,
    });
  }

  hear(): this {
    return this.on({ type: "heard", changes: this.server.since(this.state.base.revision) });
  }

  get texts(): Record<string, string> {
    return Object.fromEntries(
      (this.state.document.steps ?? []).map((step) => [step.id, step.message?.text ?? ""]),
    );
  }

  get conflicts() {
    return this.state.pending.filter((one) => one.conflict !== null);
  }
}

export function smallBot(steps: readonly string[] = ["a", "b", "c"]): BotDocument {
  return { dbcv: 1, kind: "bot", name: "Small", steps: steps.map((id) => ({ id, message: { text: id } })) };
}

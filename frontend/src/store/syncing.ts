import { faultOf } from "@/api/faults";
import type { BotDocument } from "@/model/document";
import type { Operation } from "@/model/operation";

import { next } from "./sync/machine";
import {
  keptOf,
  type Accepted,
  type Change,
  type Effect,
  type Kept,
  type SyncEvent,
  type SyncState,
} from "./sync/state";
import type { SendOutcome } from "./transport";

/** What the machine's effects reach. */
export interface SyncPorts {
  /** `isLast`: the page may be gone before the answer. */
  send(base: number, operations: readonly Operation[], isLast: boolean): Promise<SendOutcome>;
  since(after: number): Promise<{ changes: readonly Change[]; hasGap: boolean }>;
  read(): Promise<{ document: BotDocument; revision: number }>;
  persist(kept: Kept): void;
  inspect(): void;
  heard(changes: readonly Change[]): void;
  accepted(accepted: Accepted): void;
  show(state: SyncState, before: SyncState): void;
}

type Waited = Extract<Effect, { type: "wait" }>["for"];

// What its author has to be told of: it is left as it was, and comes again for whoever opens the bot next.
const FOR_THE_AUTHOR = new Set<SyncEvent["type"]>(["refused", "conflicted", "blocked"]);

/** Runs the machine: its clock and its network. */
export class Syncing {
  #timers = new Map<Waited, { timer: ReturnType<typeof setTimeout>; at: number }>();
  #isReading = false;
  #isCatchingUp = false;
  #isOver = false;
  #isHurried = false;
  #rested: (() => void) | null = null;

  constructor(
    public state: SyncState,
    private readonly ports: SyncPorts,
  ) {}

  on(event: SyncEvent): void {
    if (this.#isOver) return;
    if (this.#rested && FOR_THE_AUTHOR.has(event.type)) return this.#rested();
    const before = this.state;
    const { state, effects } = next(before, event);
    this.state = state;
    if (event.type === "heard") this.ports.heard(event.changes);
    if (state !== before) this.ports.show(state, before);
    for (const effect of distinct(effects)) this.#do(effect);
    if (this.#rested && hasRest(state)) this.#rested();
  }

  /** What waits is sent in this very moment, so that it arrives though the page goes. */
  hurry(): void {
    this.#isHurried = true;
    this.on({ type: "due" });
    this.#isHurried = false;
  }

  /** Nobody looks any more: `ended` is called once nothing is left that can be saved. */
  rest(ended: () => void): void {
    this.#rested = ended;
    this.on({ type: "due" });
  }

  /** Now, in place of when it would be due. */
  retry(): void {
    this.#clear("retried");
    this.on({ type: "retried" });
    this.on({ type: "behind" });
  }

  stop(): void {
    this.#isOver = true;
    for (const name of this.#timers.keys()) this.#clear(name);
  }

  #do(effect: Effect): void {
    switch (effect.type) {
      case "wait":
        return this.#wait(effect.for, effect.ms);
      case "persist":
        return this.ports.persist(keptOf(this.state));
      case "accepted":
        return this.ports.accepted(effect.accepted);
      case "inspect":
        return this.ports.inspect();
      case "send":
        return void this.#send(effect.number, effect.base, effect.operations);
      case "catchUp":
        return void this.#catchUp(effect.after);
      case "readDraft":
        return void this.#read();
    }
  }

  #wait(name: Waited, ms: number): void {
    const waiting = this.#timers.get(name);
    const at = Date.now() + ms;
    if (waiting && waiting.at <= at) return;
    this.#clear(name);
    const timer = setTimeout(() => {
      this.#timers.delete(name);
      this.on({ type: name });
    }, ms);
    this.#timers.set(name, { timer, at });
  }

  #clear(name: Waited): void {
    clearTimeout(this.#timers.get(name)?.timer);
    this.#timers.delete(name);
  }

  async #send(number: number, base: number, operations: readonly Operation[]): Promise<void> {
    const outcome = await this.ports.send(base, operations, this.#isHurried);
    this.on({ ...outcome, number });
  }

  async #catchUp(after: number): Promise<void> {
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    try {
      const { changes, hasGap } = await this.ports.since(after);
      this.on(hasGap ? { type: "gap" } : { type: "heard", changes });
    } catch {
      this.#wait("behind", 3000);
    } finally {
      this.#isCatchingUp = false;
    }
  }

  async #read(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      const { document, revision } = await this.ports.read();
      this.#isReading = false;
      this.on({ type: "read", document, revision });
    } catch (thrown) {
      this.#isReading = false;
      this.on({ type: "unread", fault: faultOf(thrown) });
    }
  }
}

/** Whether nothing more can be saved without the author. */
function hasRest({ pending }: SyncState): boolean {
  return pending.every((batch) => batch.conflict !== null);
}

/** Keeping is done once for all that came of one event. */
function distinct(effects: readonly Effect[]): readonly Effect[] {
  const last = effects.findLastIndex((one) => one.type === "persist");
  return effects.filter((one, at) => one.type !== "persist" || at === last);
}

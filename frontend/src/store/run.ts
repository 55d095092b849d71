import { faultOf, type Fault } from "@/api/faults";
import { currentSession, subscribeToSession } from "@/api/session";
import { indexOf } from "@/model/index";
import { touchesSteps } from "@/model/paths";

import type { EditorStore } from "./context";
import { Editing } from "./editing";
import { Holding } from "./holding";
import { Inspecting } from "./inspecting";
import { placeOf } from "./keeping";
import { onHidden, onWindow, saveRest, takeOver } from "./leaving";
import { Live, type Frame } from "./live";
import { OwnWindow } from "./ownWindow";
import { opened, type SyncState } from "./sync/state";
import { Syncing } from "./syncing";
import { isFinal, type DraftNow, type Transport } from "./transport";
import type { LiveListener } from "./types";
import { accessOf, lockOf, locksOf, peopleOf, savedOf, unexpired } from "./values";

const LOOK_AROUND = 10_000; // ms between looks for locks that ended and windows that were closed
const AGAIN = 3000; // ms until opening is tried again

export interface RunTerms {
  readonly botId: string;
  readonly me: string;
  readonly transport: Transport;
  readonly store: EditorStore;
}

/** From opening the bot to closing it. */
export class Run {
  syncing: Syncing | null = null;
  editing: Editing | null = null;
  #live: Live | null = null;
  #isOver = false;
  #isKept = true;
  #opening: Promise<void> | null = null;
  readonly #window: OwnWindow;
  readonly #inspecting: Inspecting;
  readonly #holding = new Holding((frame) => this.#live?.say(frame));
  readonly #ending: (() => void)[] = [];

  constructor(
    private readonly terms: RunTerms,
    private readonly tell: LiveListener,
  ) {
    this.#window = new OwnWindow(terms.me, terms.botId, (isKept) => {
      this.#isKept = isKept;
      this.#showSaved();
    });
    this.#inspecting = new Inspecting(
      () => terms.transport.inspect(),
      (issues) => terms.store.setState({ issues }),
      (fault) => this.#lost(fault),
    );
  }

  open(): Promise<void> {
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #open(): Promise<void> {
    const [draft] = await Promise.all([this.#read(), this.#window.enter(), takeOver(this.#place)]);
    if (!draft || this.#isOver) return;
    const state = opened(this.terms.me, draft.document, draft.revision);
    this.syncing = new Syncing(state, {
      send: (base, operations, isLast) => this.terms.transport.send(base, operations, isLast),
      since: (after) => this.terms.transport.since(after),
      read: () => this.terms.transport.read(),
      persist: (kept) => this.#window.keep(kept),
      inspect: () => this.#inspecting.soon(),
      heard: (changes) => this.editing?.heard(changes),
      accepted: (accepted) => this.editing?.accepted(accepted),
      show: (now, before) => this.#show(now, before),
    });
    this.editing = new Editing(this.syncing, () => this.#showUndo());
    await this.#adopt();
    if (this.#isOver) return;
    this.#showDraft(draft);
    this.#connect();
    this.#listen();
  }

  /** What is not saved yet is saved behind the scenes, where it is still the same person. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#live?.close();
    this.#holding.stop();
    this.#inspecting.stop();
    for (const end of this.#ending) end();
    const ended = () => this.#window.leave();
    if (!this.syncing) return void ended();
    saveRest({ place: this.#place, personId: this.terms.me, syncing: this.syncing, ended });
  }

  get #place(): string {
    return placeOf(this.terms.me, this.terms.botId);
  }

  selected(steps: readonly string[]): void {
    this.#holding.selected(steps);
    this.#live?.say({ type: "presence", step: steps[0] ?? null });
  }

  retry(): void {
    if (this.#isOver) return;
    if (!this.syncing) void this.open();
    if (this.terms.store.getState().fault && this.syncing) void this.#lookAgain();
    this.syncing?.retry();
    this.#live?.reconnect();
  }

  /** It was lost while it was open: it may be shared again. */
  async #lookAgain(): Promise<void> {
    try {
      const draft = await this.terms.transport.read();
      if (this.#isOver) return;
      this.#showHead(draft);
      this.#inspecting.soon();
    } catch (thrown) {
      const fault = faultOf(thrown);
      if (isFinal(fault)) this.#lost(fault);
    }
  }

  /** Deleted, or shared no more: what is here can be looked at. */
  #lost(fault: Fault): void {
    if (this.#isOver) return;
    this.terms.store.setState({ fault, readOnly: true });
  }

  async #read(): Promise<DraftNow | null> {
    for (;;) {
      try {
        return await this.terms.transport.read();
      } catch (thrown) {
        if (this.#isOver) return null;
        const fault = faultOf(thrown);
        const isOver = isFinal(fault) || fault.status === 401;
        this.terms.store.setState({ fault, status: isOver ? "failed" : "opening" });
        if (isOver) return null;
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
      }
    }
  }

  #showDraft(draft: DraftNow): void {
    const { syncing } = this;
    if (!syncing) return;
    this.#showHead(draft);
    this.terms.store.setState({ status: "ready", issues: draft.issues });
    this.#show(syncing.state, null);
  }

  #showHead(draft: DraftNow): void {
    const access = accessOf(draft.access);
    const { id, status, workspace_id: workspaceId, published_version: publishedVersion } = draft;
    const name = draft.document.name ?? "";
    this.terms.store.setState({
      bot: { id, name, access, workspaceId, status, publishedVersion },
      readOnly: access === "viewer",
      fault: null,
    });
  }

  #show(now: SyncState, before: SyncState | null): void {
    if (this.#isOver) return;
    if (before && this.terms.store.getState().status !== "ready") return;
    const { bot, index } = this.terms.store.getState();
    if (now.document !== before?.document) {
      const name = now.document.name ?? "";
      this.terms.store.setState({
        document: now.document,
        index: indexOf(now.document, index),
        bot: bot.name === name ? bot : { ...bot, name },
      });
    }
    const revision = now.base.revision;
    this.terms.store.setState({ revision });
    if (now.fault !== before?.fault) this.#showLoss(now);
    if (now !== before) this.#showSaved();
    if (before) this.editing?.after(now, before);
  }

  #showLoss({ lane, fault }: SyncState): void {
    if (lane === "blocked" && fault && fault.status !== 401) this.#lost(fault);
  }

  #showSaved(): void {
    const { syncing, editing } = this;
    if (!syncing) return;
    const waitsForSignIn = currentSession().state === "ended";
    const beside = { isKept: this.#isKept, waitsForSignIn, undoing: editing?.undoing ?? null };
    this.terms.store.setState({ saved: savedOf(syncing.state, beside) });
  }

  #showUndo(): void {
    const { editing } = this;
    if (!editing) return;
    this.terms.store.setState(editing.shown());
    this.#showSaved();
    this.#holding.edited(touchesSteps(editing.lastTouched));
  }

  async #adopt(): Promise<void> {
    await this.#window
      .adopt(async (kept) => {
        const { syncing } = this;
        if (!syncing || this.#isOver) return false;
        const ahead = kept.revision - syncing.state.base.revision;
        // News of it are on their way; to what was just read there are none: the server has gone back.
        if (ahead > 0 && this.terms.store.getState().status === "ready") return false;
        const since = ahead < 0 ? await this.#since(kept.revision) : { changes: [], hasGap: ahead > 0 };
        const known = since.changes.filter((one) => one.revision <= syncing.state.base.revision);
        syncing.on({ type: "adopted", kept, since: known, hasGap: since.hasGap });
        return true;
      })
      .catch(() => undefined);
  }

  /** Where nobody can say what was changed, what stands there is compared. */
  #since(revision: number) {
    return this.terms.transport.since(revision).catch(() => ({ changes: [], hasGap: true }));
  }

  #connect(): void {
    this.#live = new Live({
      botId: this.terms.botId,
      after: () => this.syncing?.state.base.revision ?? 0,
      heard: (frame) => this.#heard(frame),
      opened: (live) => {
        this.terms.store.setState(live ? { live } : { live, people: [], locks: {} });
        if (live) this.syncing?.retry();
      },
      denied: (fault) => this.#lost(fault),
    });
  }

  #heard(frame: Frame): void {
    const { store, me } = this.terms;
    switch (frame.type) {
      case "hello":
        store.setState({ people: peopleOf(frame.people, me), locks: locksOf(frame.locks, me) });
        this.selected(store.getState().selection.steps);
        this.#holding.again();
        return;
      case "changes":
        return this.syncing?.on({ type: "heard", changes: [frame] });
      case "gap":
        return this.syncing?.on({ type: "gap" });
      case "presence":
        return store.setState({ people: peopleOf(frame.people, me) });
      case "lock": {
        const others = Object.fromEntries(
          Object.entries(store.getState().locks).filter(([id]) => id !== frame.step),
        );
        return store.setState({
          locks: frame.lock ? { ...others, [frame.step]: lockOf(frame.lock, me) } : others,
        });
      }
      case "locks":
        return store.setState({ locks: locksOf(frame.locks, me) });
      case "error":
        return;
      default:
        return this.tell(frame);
    }
  }

  #listen(): void {
    this.#ending.push(
      onWindow("online", () => this.retry()),
      onWindow("beforeunload", (event) => {
        if (!this.terms.store.getState().saved.isKept) event.preventDefault();
      }),
      onHidden(() => this.syncing?.hurry()),
      subscribeToSession(() => {
        const { person, state } = currentSession();
        if (person?.id !== this.terms.me) return this.close();
        this.#showSaved();
        if (state === "in") this.retry();
      }),
    );
    const timer = setInterval(() => {
      const { locks } = this.terms.store.getState();
      const left = unexpired(locks, Date.now());
      if (left !== locks) this.terms.store.setState({ locks: left });
      void this.#adopt();
    }, LOOK_AROUND);
    this.#ending.push(() => clearInterval(timer));
  }
}

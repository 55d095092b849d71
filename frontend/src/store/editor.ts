import { createStore } from "zustand";

import { currentSession } from "@/api/session";

import type { EditorStore } from "./context";
import type { Editing } from "./editing";
import { chosenBy } from "./revealing";
import { Run } from "./run";
import { Transport } from "./transport";
import type { EditorState, LiveListener } from "./types";
import { IssuesByStep, valuesOf } from "./values";

export interface Editor {
  readonly store: EditorStore;
  /** Begins to read, listen and save; the answer ends it. */
  start(): () => void;
}

export function openEditor(botId: string, transport = new Transport(botId)): Editor {
  return new OpenedEditor(botId, transport);
}

class OpenedEditor implements Editor {
  readonly store: EditorStore;
  #me = currentSession().person?.id ?? "";
  #run: Run | null = null;
  #listeners = new Set<LiveListener>();

  constructor(
    private readonly botId: string,
    private readonly transport: Transport,
  ) {
    this.store = createStore<EditorState>((set, get) => ({ ...valuesOf(botId), ...this.#actions(set, get) }));
  }

  start(): () => void {
    this.#me = currentSession().person?.id ?? "";
    const run = new Run(
      { botId: this.botId, me: this.#me, transport: this.transport, store: this.store },
      (frame) => {
        for (const listener of this.#listeners) listener(frame);
      },
    );
    this.#run = run;
    void run.open();
    return () => {
      run.close();
      if (this.#run === run) this.#run = null;
    };
  }

  /** null where nothing may be changed. */
  #editing(get: EditorStore["getState"]): Editing | null {
    return get().readOnly ? null : (this.#run?.editing ?? null);
  }

  #actions(
    set: EditorStore["setState"],
    get: EditorStore["getState"],
  ): Omit<EditorState, keyof ReturnType<typeof valuesOf>> {
    const byStep = new IssuesByStep();
    return {
      issuesOf: (stepId) => byStep.at(get().issues, stepId),
      change: (operations, terms) => this.#editing(get)?.change(operations, terms),
      undo: () => this.#editing(get)?.turn("undo"),
      redo: () => this.#editing(get)?.turn("redo"),
      resolve: (conflict, side) => this.#run?.editing?.resolve(conflict, side),
      dismiss: (refusal) => this.#run?.syncing?.on({ type: "dismissed", refusal: refusal.id }),
      select: (selection) => {
        const next = { ...get().selection, ...selection };
        set({ selection: next });
        this.#run?.selected(next.steps);
      },
      reveal: (target) => {
        const chosen = chosenBy(target, get().index);
        if (chosen) get().select(chosen);
        set({ revealed: { ...target, number: (get().revealed?.number ?? 0) + 1 } });
      },
      setView: (view) => set({ view: { ...get().view, ...view } }),
      light: (lit) => set({ path: { lit } }),
      showCounts: async (wanted) => {
        set({ counts: wanted ? await this.transport.counts(wanted) : null });
      },
      updateBot: (bot) => set({ bot: { ...get().bot, ...bot } }),
      retry: () => this.#run?.retry(),
      accepting: (proposal, label) => this.#editing(get)?.accepting(proposal, label),
      onTrace: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }
}

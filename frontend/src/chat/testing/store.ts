import { createStore, useStore, type StoreApi } from "zustand";

import { rememberRaised } from "@/code/raised";
import { ownOf } from "@/model/json";
import { useEditorStore, type EditorStore } from "@/store";
import { rememberValues } from "@/values";

import { passed } from "../trace";
import {
  settingOf,
  testOf,
  turnsOf,
  type Outcome,
  type Pin,
  type Played,
  type Recorded,
  type Setting,
  type TestTurn,
} from "./conversation";
import { playedOn } from "./playing";
import { kept, keep } from "./remembering";

export type Tab = "talk" | "values" | "kept";

export interface Testing {
  /** What is looked at in the test chat. */
  readonly tab: Tab;
  readonly turns: readonly TestTurn[];
  readonly outcomes: readonly Outcome[];
  readonly pins: readonly Pin[];
  readonly recorded: readonly Recorded[];
  /** Whether servers and integrations without a pinned answer are asked for real. */
  readonly isReal: boolean;
  readonly isPlaying: boolean;
  readonly fault: unknown;
  readonly played: Played | null;
  /** The turn whose trace is looked at; null: the last one. */
  readonly looked: number | null;
  begin(): void;
  add(turn: TestTurn): void;
  /** Forget what came after this turn, and go on from there. */
  backTo(turn: number): void;
  /** Play a test that is kept and show it, to look at it or to go on with it. */
  open(test: Readonly<Record<string, unknown>>): void;
  setPins(pins: readonly Pin[]): void;
  setReal(isReal: boolean): void;
  look(turn: number | null): void;
  again(): void;
  showTab(tab: Tab): void;
}

const stores = new WeakMap<EditorStore, StoreApi<Testing>>();

/** The test conversation of the opened bot; it is still there when the dock is opened again. */
export function useTesting<Selected>(select: (state: Testing) => Selected): Selected {
  const editor = useEditorStore();
  return useStore(testingOf(editor), select);
}

export function testingOf(editor: EditorStore): StoreApi<Testing> {
  const known = stores.get(editor);
  if (known) return known;
  const made = makeTesting(editor);
  stores.set(editor, made);
  return made;
}

const BEGIN: readonly TestTurn[] = [{ start: true }];

function makeTesting(editor: EditorStore): StoreApi<Testing> {
  let playing = 0;
  let last: Promise<void> = Promise.resolve();
  let conversation = 0; // another one, once it was begun anew, opened or taken back
  let setting: Setting = {};
  const { botId } = editor.getState();
  return createStore<Testing>((set, get) => {
    const play = (turns: readonly TestTurn[]) => {
      conversation++;
      return (last = played(turns));
    };
    const played = async (turns: readonly TestTurn[]) => {
      const number = ++playing;
      set({ turns, isPlaying: true, fault: null, looked: null });
      try {
        const { pins, recorded, isReal } = get();
        const test = testOf(turns, pins, recorded, setting);
        const { outcomes, differences, revision, document, more } = await playedOn(editor, test, isReal);
        if (number !== playing) return;
        const known = [...recorded, ...more];
        const whole = testOf(turns, pins, known, setting);
        set({ outcomes, recorded: known, played: { test: whole, differences, revision, document } });
        show(outcomes.at(-1));
        rememberValues(editor, outcomes.at(-1)?.variables ?? {});
        rememberRaised(
          editor,
          outcomes.flatMap(({ entries }) => entries),
        );
      } catch (thrown) {
        if (number === playing) set({ fault: thrown });
      } finally {
        if (number === playing) set({ isPlaying: false });
      }
    };
    const show = (outcome: Outcome | undefined) => editor.getState().light(litBy(outcome));
    const forget = () => set({ outcomes: [], played: null });
    return {
      tab: "talk",
      turns: [],
      outcomes: [],
      recorded: [],
      isPlaying: false,
      fault: null,
      played: null,
      looked: null,
      ...kept(botId),
      begin: () => {
        setting = { now: new Date().toISOString(), random: Math.random() };
        forget();
        set({ recorded: [] });
        void play(BEGIN);
      },
      // One after the other: a server is asked by the turn that came first.
      add: (turn) => {
        const mine = conversation;
        last = last.then(() => (mine === conversation ? played([...get().turns, turn]) : undefined));
      },
      backTo: (turn) => {
        const { turns, outcomes, recorded } = get();
        set({
          outcomes: outcomes.slice(0, turn + 1),
          recorded: recorded.filter((one) => one.turn <= turn + 1),
        });
        void play(turns.slice(0, turn + 1));
      },
      open: (test) => {
        const read = settingOf(test);
        setting = read.setting;
        forget();
        set({ tab: "talk", recorded: read.recorded });
        void play(turnsOf(test));
      },
      setPins: (pins) => {
        set({ pins });
        keep(botId, get());
      },
      setReal: (isReal) => {
        set({ isReal });
        keep(botId, get());
      },
      look: (turn) => {
        set({ looked: turn });
        const { outcomes } = get();
        show(turn === null ? outcomes.at(-1) : outcomes[turn]);
      },
      again: () => {
        if (get().turns.length > 0) last = played(get().turns);
      },
      showTab: (tab) => set({ tab }),
    };
  });
}

function litBy(outcome: Outcome | undefined): Record<string, number> {
  const lit: Record<string, number> = {};
  for (const id of outcome ? passed(outcome.entries) : []) lit[id] = (ownOf(lit, id) ?? 0) + 1;
  if (outcome?.at) lit[outcome.at] = ownOf(lit, outcome.at) ?? 1;
  return lit;
}

import { describe, expect, it } from "vitest";

import { Fault } from "@/api/faults";
import type { Operation } from "@/model/operation";

import { FakeServer, FakeWindow, smallBot } from "./fake.testing";

const SEEDS = 200;
const TURNS = 120;

/** The same numbers each time (mulberry32). */
function dice(seed: number) {
  let at = seed;
  return (most: number): number => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
}

type Dice = ReturnType<typeof dice>;

function someChange(window: FakeWindow, roll: Dice, id: string): readonly Operation[] {
  const steps = window.state.document.steps ?? [];
  const step = steps[roll(Math.max(1, steps.length))]?.id ?? "a";
  const acts: (() => readonly Operation[])[] = [
    () => [{ op: "set", path: `steps.${step}.message.text`, value: id }],
    () => [{ op: "set", path: `steps.${step}.name`, value: id }],
    () => [
      { op: "set", path: `steps.${step}.position`, value: { x: roll(900), y: Number(id.split("-")[1]) } },
    ],
    () => [{ op: "add", path: `steps.${step}.message.buttons`, value: { text: id } }],
    () => [{ op: "add", path: "steps", value: { id: `s${id}` }, after: step }],
    () => [
      {
        op: "add",
        path: `steps.${step}.groups`,
        value: { id: `g${id}`, connections: [{ id: `c${id}`, to: step }] },
      },
    ],
    () => [{ op: "remove", path: `steps.${step}` }],
    () => [{ op: "move", path: `steps.${step}`, after: null }],
    () => [{ op: "order", path: "steps", value: steps.map((one) => one.id).toReversed() }],
    () => [
      { op: "add", path: "steps", value: { id: `s${id}` } },
      { op: "set", path: `steps.${step}.note`, value: id },
    ],
  ];
  return (acts[roll(acts.length)] ?? acts[0])?.() ?? [];
}

/** One thing that can happen to a window: the person, the network, the clock. */
function happen(window: FakeWindow, roll: Dice, id: string): void {
  const [asked] = window.asked;
  const things: (() => void)[] = [
    () => edit(window, roll, id),
    () => edit(window, roll, id),
    () => window.wake(),
    () => asked && window.answer(window.asked.shift() ?? asked),
    () => asked && window.answer(window.asked.shift() ?? asked),
    () => lose(window, roll),
    () => window.hear(),
    () => decide(window, roll, id),
    () => roll(6) === 0 && reopen(window),
    () => roll(6) === 0 && window.read(),
  ];
  things[roll(things.length)]?.();
}

function edit(window: FakeWindow, roll: Dice, id: string): void {
  const operations = someChange(window, roll, id);
  const merge = roll(3) === 0 ? "typing" : undefined;
  if (!merge && ["set", "add"].includes(operations[0]?.op ?? "")) window.made.push(id);
  window.change(id, operations, merge);
}

function decide(window: FakeWindow, roll: Dice, id: string): void {
  const [conflict] = window.conflicts;
  if (!conflict) return;
  window.on({ type: "resolved", batch: conflict.id, side: roll(2) ? "mine" : "theirs", id: `${id}r` });
}

/** The request did not arrive, or its answer did not. */
function lose(window: FakeWindow, roll: Dice): void {
  const asked = window.asked.shift();
  if (asked?.type !== "send") {
    window.waits.set("retried", 0).set("behind", 0);
    return;
  }
  if (roll(2)) window.server.post(window.author, asked.base, asked.operations);
  const fault = new Fault("app:unreachable", 0, "");
  window.on({ type: "failed", number: asked.number, fault, isBusy: roll(2) === 0 });
}

/** Closed, and opened again with what was kept. */
function reopen(window: FakeWindow): void {
  const again = new FakeWindow(window.author, window.server);
  const { kept, server } = window;
  const hasGap = server.revision - kept.revision > server.kept;
  again.on({ type: "adopted", kept, since: hasGap ? [] : server.since(kept.revision), hasGap });
  for (const id of again.told) window.told.add(id);
  Object.assign(window, { state: again.state, kept: again.kept });
  window.asked.splice(0, Infinity, ...again.asked);
  window.waits.clear();
  for (const [name, ms] of again.waits) window.waits.set(name, ms);
}

function settleAll(windows: readonly FakeWindow[]): void {
  for (let rounds = 0; rounds < 60; rounds++) {
    for (const window of windows) {
      window.waits.set("retried", 0).set("due", 0).set("behind", 0);
      window.settle().hear();
      for (const { id } of window.conflicts) {
        window.on({ type: "resolved", batch: id, side: "theirs", id: `${id}-${rounds}` });
      }
    }
    if (
      windows.every(
        (one) => one.state.pending.length === 0 && one.state.base.revision === one.server.revision,
      )
    )
      return;
  }
}

describe("whatever happens", () => {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    it(`all windows come to say what the server says, and nothing is done twice, ${seed}`, () => {
      const roll = dice(seed);
      const server = new FakeServer(smallBot());
      if (seed % 3 === 0) server.kept = 2;
      const windows = ["ada", "bob", seed % 2 ? "ada" : "eve"].map(
        (author) => new FakeWindow(author, server),
      );
      for (let turn = 0; turn < TURNS; turn++) {
        const window = windows[roll(windows.length)];
        if (window) happen(window, roll, `${seed}-${turn}`);
      }
      settleAll(windows);

      for (const window of windows) {
        expect(window.state.pending).toEqual([]);
        expect(window.state.document).toEqual(server.document);
        expect(window.state.base.document).toEqual(server.document);
      }
      for (const window of windows) {
        const lost = window.made.filter((id) => !server.done.has(`${id}.0`) && !window.told.has(id));
        expect(lost).toEqual([]);
      }
      expect(Math.max(1, ...server.done.values())).toBe(1);
      expect(server.revision).toBe(server.history.length);
    });
  }
});

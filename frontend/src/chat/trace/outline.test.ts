import { expect, it } from "vitest";

import { outline, passed, type TraceEntry } from "./outline";

const ENTRIES: TraceEntry[] = [
  { kind: "event", type: "message", at: "2026-11-21T09:00:00Z", content: "7" },
  { kind: "group", group: "g1", type: "message", on: "message", step: "ask" },
  { kind: "rule", field: "message.text", operator: "equal", value: "7", actual: "7", outcome: true },
  { kind: "connection", connection: "c1", name: null, to: "bye", taken: true },
  { kind: "handled", group: "g1", elapsed_us: 42 },
  { kind: "step", step: "bye" },
  { kind: "message", id: "m", text: "Bye!", buttons: [] },
  { kind: "finish", step: "bye" },
];

it("puts entries under the step and the group they happened in", () => {
  const [before, ask, bye] = outline(ENTRIES);
  expect(before).toMatchObject({ step: null, visits: [{ group: null, entries: [{ kind: "event" }] }] });
  expect(ask).toMatchObject({ step: "ask", visits: [{ group: "g1", type: "message", took: 42 }] });
  expect(ask?.visits[0]?.entries.map(({ kind }) => kind)).toEqual(["rule", "connection"]);
  expect(bye).toMatchObject({
    step: "bye",
    visits: [{ group: null, entries: [{ kind: "message" }, { kind: "finish" }] }],
  });
});

it("loses no entry but those that frame others", () => {
  const shown = outline(ENTRIES).flatMap(({ visits }) => visits.flatMap(({ entries }) => entries));
  expect(shown).toHaveLength(ENTRIES.length - 3);
});

it("shows a group that had to wait for an answer once", () => {
  const group = { kind: "group", group: "g", type: "code", on: "message", step: "sum" };
  const [sum, ...more] = outline([
    { kind: "step", step: "sum" },
    group,
    group,
    { kind: "print", text: "hello" },
    { kind: "handled", group: "g", elapsed_us: 7 },
  ]);
  expect(more).toEqual([]);
  expect(sum?.visits).toEqual([
    { group: "g", type: "code", took: 7, entries: [{ kind: "print", text: "hello" }] },
  ]);
});

it("shows a step that is entered twice in a row twice", () => {
  const steps = outline([
    { kind: "step", step: "a" },
    { kind: "step", step: "a" },
  ]);
  expect(steps.map(({ step }) => step)).toEqual(["a", "a"]);
});

it("names the way that was passed, and nothing that was only looked at", () => {
  const looked = { kind: "connection", connection: "c0", name: null, to: "x", taken: false };
  expect(passed([looked, ...ENTRIES])).toEqual(["c1", "bye"]);
});

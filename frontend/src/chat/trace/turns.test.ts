import { expect, it } from "vitest";

import { problemsIn, turnsIn, type TracePart } from "./turns";

const ASKED: TracePart[] = [
  {
    at: "2026-11-21T09:00:00Z",
    place: "ask",
    dropped: 1,
    entries: [{ kind: "event", type: "message", content: { text: "price" } }],
  },
  {
    at: "2026-11-21T09:00:01Z",
    place: "sorry",
    dropped: 2,
    entries: [{ kind: "group" }, { kind: "problem", code: "http:timeout" }],
  },
  { place: "hello", dropped: 0, entries: [{ kind: "event", type: "timeout" }] },
];

it("takes what came of an answer into the turn that asked", () => {
  const [asked, timer, ...more] = turnsIn(ASKED);
  expect(more).toEqual([]);
  expect(asked).toMatchObject({ at: "2026-11-21T09:00:00Z", place: "sorry", dropped: 3 });
  expect(asked?.entries.map(({ kind }) => kind)).toEqual(["event", "group", "problem"]);
  expect(timer).toMatchObject({ at: null, place: "hello" });
});

it("begins with what is left where the event is no longer kept", () => {
  expect(turnsIn(ASKED.slice(1))[0]).toMatchObject({ place: "sorry", dropped: 2 });
});

it("counts problems", () => {
  expect(turnsIn(ASKED).map(problemsIn)).toEqual([1, 0]);
});

import { expect, it } from "vitest";

import type { BotDocument } from "@/model/document";
import {
  keptTest,
  playsAlike,
  settingOf,
  testOf,
  turnsOf,
  type Outcome,
  type Pin,
  type TestTurn,
} from "./conversation";

const TURNS: TestTurn[] = [{ start: true }, { user: { button: "4" } }];
const PIN: Pin = { id: "p", kind: "http", to: "GET https://a.example/", answer: { status: 200, json: 1 } };
const SAID: Outcome = {
  sent: [
    { text: "2 + 2?", buttons: [{ text: "Four", value: "4" }], attachments: [], widget: null },
    { text: null, buttons: [], attachments: [], widget: { type: "rating", props: {} } },
    { text: "Well?", buttons: [], attachments: [], widget: null },
  ],
  at: "ask",
  finished: false,
  noMatch: false,
  problems: [{ code: "http:timeout", step: "ask", detail: {} }],
  variables: {},
  entries: [],
  dropped: 0,
};

it("gives a pinned answer as often as there are turns, before what was recorded", () => {
  const recorded = [
    { turn: 1, kind: "http" as const, mock: { request: "GET https://b.example/", answer: {} } },
  ];
  const test = testOf(TURNS, [PIN], recorded, { now: "2026-01-01T00:00:00Z" });
  const asked = (test.http as { request: string }[]).map(({ request }) => request);
  expect(asked).toEqual(["GET https://a.example/", "GET https://a.example/", "GET https://b.example/"]);
  expect(test).toMatchObject({ now: "2026-01-01T00:00:00Z", turns: TURNS, integrations: [] });
});

it("keeps what was said, where it stood and which problems there were", () => {
  const kept = keptTest("as it is", TURNS, [SAID], { test: { random: 0.5 }, differences: [] });
  expect(kept).toMatchObject({ name: "as it is", random: 0.5 });
  expect((kept.turns as unknown[])[0]).toEqual({
    start: true,
    bot: [{ text: "2 + 2?", buttons: [{ text: "Four" }] }, { widget: { type: "rating" } }, "Well?"],
    at: "ask",
    finished: false,
    problems: ["http:timeout"],
  });
  expect((kept.turns as unknown[])[1]).toEqual({ user: { button: "4" } });
});

it("keeps no mock that nobody asked for, and of several alike those that were", () => {
  const http = [
    { request: "GET https://a.example/", answer: { json: 1 } },
    { request: "GET https://a.example/", answer: { json: 2 } },
    { request: "GET https://b.example/", answer: {} },
  ];
  const differences = [
    "unused mock: http GET https://a.example/",
    "unused mock: http GET https://b.example/",
  ];
  const kept = keptTest("", TURNS, [], { test: { http }, differences });
  expect(kept.http).toEqual([{ request: "GET https://a.example/", answer: { json: 1 } }]);
});

it("opens a kept test again with its setting, its mocks and without what must follow", () => {
  const kept = {
    ...testOf(TURNS, [PIN], [], { now: "2026-01-01T00:00:00Z", user: { name: "Ada" } }),
    name: "kept",
    turns: [{ start: true, bot: ["Hi"], at: "ask" }],
  };
  expect(turnsOf(kept)).toEqual([{ start: true }]);
  const { setting, recorded } = settingOf(kept);
  expect(setting).toEqual({ now: "2026-01-01T00:00:00Z", user: { name: "Ada" } });
  expect(recorded).toHaveLength(2);
  expect(recorded[0]).toMatchObject({ turn: 0, kind: "http", mock: { request: "GET https://a.example/" } });
});

it("a draft with one more test or note answers as it did; one with another step may not", () => {
  const draft: BotDocument = { dbcv: 1, kind: "bot", steps: [{ id: "a" }] };
  expect(playsAlike(draft, { ...draft, tests: [{ name: "kept" }], notes: [{ id: "n", text: "" }] })).toBe(
    true,
  );
  expect(playsAlike(draft, { ...draft, steps: [{ id: "a" }, { id: "b" }] })).toBe(false);
  expect(playsAlike(draft, { ...draft, variables: { n: 1 } })).toBe(false);
  expect(playsAlike({ ...draft, variables: { n: 1 } }, draft)).toBe(false);
});

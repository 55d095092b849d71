import { describe, expect, it } from "vitest";

import { toldIn } from "./turns";

type Turn = Parameters<typeof toldIn>[0]["turns"][number];

const SIDE = { messages: [], place: null, finished: false, problems: [], variables: {} };

function turn(second: number, event: Partial<Turn["event"]>, then = true): Turn {
  const at = new Date(Date.UTC(2026, 10, 21, 10) + second * 1000).toISOString();
  return {
    number: 1,
    event: { type: "message", at, params: {}, ...event },
    recorded: then ? SIDE : null,
    replayed: SIDE,
    differs: [],
    work: [],
  };
}

const START = turn(0, { type: "start" });

describe("what a person did in a conversation", () => {
  it("is told with texts, buttons by their values, answers of widgets and what it began with", () => {
    const turns = [
      turn(0, { type: "start", params: { from: "shop" } }),
      turn(5, { text: "Hello" }),
      turn(9, { text: "4", button: "4" }),
      turn(12, { text: "Five stars", button: null, params: { rating: 5 } }),
    ];

    expect(toldIn({ turns })).toEqual({
      now: "2026-11-21T10:00:00.000Z",
      turns: [
        { start: { params: { from: "shop" } } },
        { user: "Hello" },
        { user: { button: "4" } },
        { user: { text: "Five stars", params: { rating: 5 } } },
      ],
      lost: 0,
    });
  });

  it("has no time between messages, unless a timer ran out: then it passes as it did", () => {
    const turns = [
      START,
      turn(20, { text: "One moment" }),
      turn(80.4, { type: "timeout" }),
      turn(81, { type: "timeout" }, false),
      turn(83, { text: "Here" }),
    ];

    expect(toldIn({ turns: [START, turn(20, { text: "Here" })] })?.turns).toEqual([
      { start: true },
      { user: "Here" },
    ]);
    expect(toldIn({ turns })?.turns).toEqual([
      { start: true },
      { wait: "20s" },
      { user: "One moment" },
      { wait: "61s" },
      { wait: "3s" },
      { user: "Here" },
    ]);
  });

  it("says how many messages were only files, and begins where the record of its beginning is gone", () => {
    const turns = [turn(3, { text: null }), turn(4, { text: "There" })];

    expect(toldIn({ turns })).toMatchObject({
      turns: [{ start: true }, { user: {} }, { user: "There" }],
      lost: 1,
    });
  });

  it("is nothing where nothing happened", () => {
    expect(toldIn({ turns: [turn(1, { type: "timeout" }, false)] })).toBeNull();
  });
});

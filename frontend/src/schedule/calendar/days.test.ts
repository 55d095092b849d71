import { describe, expect, it } from "vitest";

import type { Entry } from "../types";
import { daysOf } from "./days";

const entry = (emitter_id: string, local: string, people: number | null = null): Entry => ({
  emitter_id,
  name: `The ${emitter_id}`,
  at: "2027-03-01T00:00:00Z",
  local,
  is_personal: people !== null,
  people,
});

describe("the calendar", () => {
  it("is by days of the clock asked for, and one line for all times of an emitter", () => {
    const days = daysOf([
      entry("a", "2027-03-01T23:30:00+03:00"),
      entry("b", "2027-03-02T08:00:00+03:00", 2),
      entry("a", "2027-03-02T08:30:00+03:00"),
      entry("b", "2027-03-02T09:00:00+03:00", 5),
    ]);
    expect(
      days.map(({ day, lines }) => [day, lines.map(({ id, times, people }) => [id, times, people])]),
    ).toEqual([
      ["2027-03-01", [["a", ["23:30"], null]]],
      [
        "2027-03-02",
        [
          ["b", ["08:00", "09:00"], 7],
          ["a", ["08:30"], null],
        ],
      ],
    ]);
  });

  it("of nothing has no days", () => {
    expect(daysOf([])).toEqual([]);
  });
});

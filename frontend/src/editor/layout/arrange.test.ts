import { describe, expect, it } from "vitest";
import { arrange } from "./arrange";
import type { Diagram } from "./arrange";

const boxes = (...ids: string[]) => ids.map((id) => ({ id, width: 260, height: 140 }));

function overlapping(diagram: Diagram, places: ReturnType<typeof arrange>): string[] {
  const found: string[] = [];
  for (const [at, one] of diagram.boxes.entries()) {
    for (const other of diagram.boxes.slice(at + 1)) {
      const here = places[one.id] ?? { x: 0, y: 0 };
      const there = places[other.id] ?? { x: 0, y: 0 };
      const isApart =
        Math.abs(here.x - there.x) >= one.width ||
        Math.abs(here.y - there.y) >= Math.min(one.height, other.height);
      if (!isApart) found.push(`${one.id} ${other.id}`);
    }
  }
  return found;
}

describe("Tidy", () => {
  it("goes from left to right", () => {
    const places = arrange({
      boxes: boxes("a", "b", "c"),
      ways: [
        ["a", "b"],
        ["b", "c"],
      ],
    });
    expect(places["a"]?.x).toBeLessThan(places["b"]?.x ?? 0);
    expect(places["b"]?.x).toBeLessThan(places["c"]?.x ?? 0);
  });

  it("is not led astray by ways back", () => {
    const places = arrange({
      boxes: boxes("a", "b"),
      ways: [
        ["a", "b"],
        ["b", "a"],
        ["b", "b"],
      ],
    });
    expect(places["a"]?.x).toBeLessThan(places["b"]?.x ?? 0);
  });

  it("puts what nothing leads to below, in lines", () => {
    const ids = Array.from({ length: 30 }, (_, number) => `alone${number}`);
    const places = arrange({ boxes: boxes("a", "b", ...ids), ways: [["a", "b"]] });
    const tops = new Set(ids.map((id) => places[id]?.y));
    expect(tops.size).toBeGreaterThan(1);
    expect(tops.size).toBeLessThan(8);
    expect(Math.min(...ids.map((id) => places[id]?.y ?? 0))).toBeGreaterThan(100);
  });

  it("lets no steps lie over one another, on the grid", () => {
    const ids = Array.from({ length: 120 }, (_, number) => `s${number}`);
    const ways = ids.flatMap((id, at): [string, string][] => [
      [id, `s${(at * 7 + 1) % 120}`],
      [id, `s${(at + 1) % 120}`],
    ]);
    const diagram = { boxes: boxes(...ids), ways };
    const places = arrange(diagram);
    expect(overlapping(diagram, places)).toEqual([]);
    expect(Object.values(places).every(({ x, y }) => x % 20 === 0 && y % 20 === 0)).toBe(true);
  });

  it("tells how far it is, up to all of it", () => {
    const shares: number[] = [];
    arrange({ boxes: boxes("a", "b", "c"), ways: [["a", "b"]] }, (share) => shares.push(share));
    expect(shares.at(-1)).toBe(1);
  });

  it("arranges nothing without a fault", () => {
    expect(arrange({ boxes: [], ways: [] })).toEqual({});
  });
});

import { describe, expect, it } from "vitest";

import { parse } from "./parse";
import type { Shown, ShownGroup } from "./shown";
import * as tree from "./tree";

const rule = (field: string) => ({ field, operator: "is_null" });
const SET = {
  condition: "AND",
  rules: [rule("a.a"), { condition: "OR", rules: [rule("b.b"), rule("c.c")] }, rule("d.d")],
};

function outline(part: Shown): unknown {
  if (part.kind === "group") return part.rules.map(outline);
  return part.kind === "rule" ? part.field : "?";
}

function idOf(group: ShownGroup, field: string): string {
  for (const part of group.rules) {
    if (part.kind === "rule" && part.field === field) return part.id;
    const found = part.kind === "group" ? idOf(part, field) : "";
    if (found) return found;
  }
  return "";
}

describe("a row that is moved by keys", () => {
  it("goes into a group, through it and out of it", () => {
    let root = parse(SET);
    const id = idOf(root, "a.a");
    const seen = [1, 1, 1, 1, 1].map(() => {
      root = tree.step(root, id, 1);
      return outline(root);
    });
    expect(seen).toEqual([
      [["a.a", "b.b", "c.c"], "d.d"],
      [["b.b", "a.a", "c.c"], "d.d"],
      [["b.b", "c.c", "a.a"], "d.d"],
      [["b.b", "c.c"], "a.a", "d.d"],
      [["b.b", "c.c"], "d.d", "a.a"],
    ]);
    expect(tree.step(root, id, 1)).toBe(root);
  });

  it("comes back the same way", () => {
    let root = parse(SET);
    const id = idOf(root, "d.d");
    for (let times = 0; times < 4; times++) root = tree.step(root, id, -1);
    expect(outline(root)).toEqual(["a.a", "d.d", ["b.b", "c.c"]]);
  });
});

describe("a row that is dragged", () => {
  it("never goes into itself", () => {
    const root = parse(SET);
    const group = root.rules[1];
    expect(tree.move(root, group?.id ?? "", { group: group?.id ?? "", index: 0 })).toBe(root);
  });

  it("stands where it was dropped", () => {
    const root = parse(SET);
    const moved = tree.move(root, idOf(root, "a.a"), { group: root.id, index: 3 });
    expect(outline(moved)).toEqual([["b.b", "c.c"], "d.d", "a.a"]);
    const put = tree.move(root, idOf(root, "c.c"), { group: root.id, index: 0 });
    expect(outline(put)).toEqual(["c.c", "a.a", ["b.b"], "d.d"]);
  });
});

it("rows of a group take its place when it is unwrapped", () => {
  const root = parse(SET);
  expect(outline(tree.unwrap(root, root.rules[1]?.id ?? ""))).toEqual(["a.a", "b.b", "c.c", "d.d"]);
});

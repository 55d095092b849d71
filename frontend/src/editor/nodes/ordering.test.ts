import { describe, expect, it } from "vitest";
import type { BotDocument, Connection } from "@/model/document";
import { apply, inverse } from "@/model/operations";
import { movableOf, moved } from "./ordering";

const rules = { condition: "AND", rules: [{ field: "user.age", operator: "greater", value: 1 }] };
const way = (id: string, more: Partial<Connection> = {}): Connection => ({ id, to: "", rules, ...more });

function bot(...connections: readonly Connection[]): BotDocument {
  return { dbcv: 1, kind: "bot", steps: [{ id: "s", groups: [{ id: "g", connections }] }] };
}

function groupOf(document: BotDocument) {
  const group = document.steps?.[0]?.groups?.[0];
  if (group === undefined) throw new Error("no group");
  return group;
}

function ids(document: BotDocument): string[] {
  return movableOf(groupOf(document)).map((one) => one.id);
}

describe("ways of a group", () => {
  const document = bot(way("a"), way("b"), way("c"), way("else", { rules: undefined }));
  const after = (from: number, to: number) => apply(document, moved(document, groupOf(document), from, to));

  it("change places, and Otherwise stays last", () => {
    expect(ids(after(2, 0))).toEqual(["c", "a", "b"]);
    expect(ids(after(0, 2))).toEqual(["b", "c", "a"]);
    expect(groupOf(after(0, 2)).connections?.at(-1)?.id).toBe("else");
  });

  it("stay where they are at the ends, and Otherwise always", () => {
    const group = groupOf(document);
    expect([
      moved(document, group, 0, -1),
      moved(document, group, 2, 3),
      moved(document, group, 3, 0),
    ]).toEqual([[], [], []]);
  });

  it("go as they are tried where priorities say something else, and come back at once", () => {
    const prior = bot(way("a", { priority: 2 }), way("b", { priority: 1 }), way("c", { priority: 3 }));
    expect(ids(prior)).toEqual(["b", "a", "c"]);
    const operations = moved(prior, groupOf(prior), 2, 0);
    expect(ids(apply(prior, operations))).toEqual(["c", "b", "a"]);
    expect(apply(apply(prior, operations), inverse(prior, operations))).toEqual(prior);
  });
});

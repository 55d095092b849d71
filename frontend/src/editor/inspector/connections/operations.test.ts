import { describe, expect, it } from "vitest";
import { inOrder, type BotDocument, type Connection, type Group } from "@/model/document";
import { apply } from "@/model/operations";
import { newConnection, reorder } from "./operations";
import { isOtherwise, pinnedCount } from "./order";

const rules = { condition: "AND", rules: [{ field: "message.text", operator: "equal", value: "x" }] };
const way = (id: string, more: Partial<Connection> = {}): Connection => ({ id, rules, to: "s", ...more });
const bot = (connections: Connection[]): BotDocument => ({
  dbcv: 1,
  kind: "bot",
  steps: [{ id: "s", groups: [{ id: "g1", connections }] }],
});
const place = ["steps", "s", "groups", "g1"];
const groupOf = (document: BotDocument) => document.steps?.[0]?.groups?.[0] as Group;
const ids = (document: BotDocument) => inOrder(groupOf(document).connections).map((one) => one.id);

describe("a new way", () => {
  it("with rules comes before the otherwise at the end", () => {
    const document = bot([way("c1"), way("c2", { rules: undefined })]);
    expect(ids(apply(document, [newConnection(place, groupOf(document), { id: "new", rules })]))).toEqual([
      "c1",
      "new",
      "c2",
    ]);
  });

  it("without rules comes behind all", () => {
    const document = bot([way("c1"), way("c2", { priority: 5 })]);
    expect(ids(apply(document, [newConnection(place, groupOf(document), { id: "new" })]))).toEqual([
      "c1",
      "c2",
      "new",
    ]);
  });

  it("is the first of a group that has none", () => {
    const document = bot([]);
    expect(ids(apply(document, [newConnection(place, groupOf(document), { id: "new", rules })]))).toEqual([
      "new",
    ]);
  });
});

describe("another order of ways", () => {
  it("is the one that was dragged, whatever priorities said", () => {
    const document = bot([way("c1", { priority: 3 }), way("c2", { priority: 1 }), way("c3")]);
    expect(ids(document)).toEqual(["c3", "c2", "c1"]);
    expect(ids(apply(document, reorder(place, groupOf(document), 2, 0)))).toEqual(["c1", "c3", "c2"]);
  });
});

it("an otherwise has neither rules nor filters", () => {
  expect(isOtherwise({ id: "c", to: "s", rules: {} })).toBe(true);
  expect(isOtherwise({ id: "c", to: "s", filters: rules })).toBe(false);
  expect(pinnedCount([way("c1", { rules: undefined }), way("c2")])).toBe(0);
});

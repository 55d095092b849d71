import { describe, expect, it } from "vitest";
import type { BotDocument, Group, GroupType } from "@/model/document";
import { apply } from "@/model/operations";
import { changeEvent, changeType, newGroup } from "./operations";
import { GROUPS } from "./registry";
import { unitOf } from "./duration";

const TYPES = Object.keys(GROUPS) as GroupType[];
const bot = (group: Group): BotDocument => ({ dbcv: 1, kind: "bot", steps: [{ id: "s", groups: [group] }] });
const groupOf = (document: BotDocument) => document.steps?.[0]?.groups?.at(-1) as Group;

describe("the type of a group", () => {
  it("changes from every type to every type, and what only the old one has goes", () => {
    for (const from of TYPES) {
      const start = bot({ id: "g1" });
      const made = groupOf(apply(start, [newGroup(["steps", "s", "groups"], from).operation]));
      for (const to of TYPES.filter((type) => type !== from)) {
        const after = groupOf(apply(bot(made), changeType(made, ["steps", "s", "groups", made.id], to)));
        expect(after.type ?? "message").toBe(to);
        for (const key of GROUPS[from].keys) expect(after).not.toHaveProperty(key);
      }
    }
  });
});

it("a group that answers messages again has nothing of a timeout", () => {
  const timed: Group = { id: "g1", on: "timeout", after: 5, restart: false };
  expect(groupOf(apply(bot(timed), changeEvent(["steps", "s", "groups", "g1"], "message")))).toEqual({
    id: "g1",
  });
});

it("a time is shown in the largest unit that is round", () => {
  expect([1, 60, 90, 3600, 86_400, 0.5].map(unitOf)).toEqual([
    "seconds",
    "minutes",
    "seconds",
    "hours",
    "days",
    "seconds",
  ]);
});

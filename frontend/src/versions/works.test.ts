import { describe, expect, it } from "vitest";

import { worksOf } from "./works";
import type { AuditLine } from "./types";

function line(id: string, minute: number, actor: string, path: string, action = "draft.change"): AuditLine {
  const at = `2026-11-21T10:${String(minute).padStart(2, "0")}:00Z`;
  const after = action === "bot.publish" ? { version: 3 } : [{ op: "set", path, value: "x" }];
  return {
    id,
    at,
    actor_id: actor,
    actor_name: actor,
    action,
    subject_id: "bot",
    revision: 1,
    before: null,
    after,
  };
}

describe("the history", () => {
  it("tells what somebody changed in a row as one piece of work", () => {
    const works = worksOf([
      line("5", 50, "Ada", "steps.a.name"),
      line("4", 49, "Ada", "", "bot.publish"),
      line("3", 48, "Ada", "steps.a.message.text"),
      line("2", 47, "Ada", "notes.n1.text"),
      line("1", 20, "Ada", "steps.b.name"),
      line("0", 19, "Bob", "steps.b.name"),
    ]);

    expect(works.map(({ did, actorName, times, steps }) => [did, actorName, times, steps])).toEqual([
      ["change", "Ada", 1, ["a"]],
      ["publish", "Ada", 1, []],
      ["change", "Ada", 2, ["a"]],
      ["change", "Ada", 1, ["b"]],
      ["change", "Bob", 1, ["b"]],
    ]);
    expect(works[2]).toMatchObject({ others: ["notes"], from: "2026-11-21T10:47:00Z" });
    expect(works[1]?.version).toBe(3);
  });
});

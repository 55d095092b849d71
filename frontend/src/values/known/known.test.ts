import { describe, expect, it } from "vitest";

import type { BotDocument } from "@/model/document";
import { gather } from "./gather";
import { judge } from "./judge";
import { withValues } from "./useVariables";

const DOCUMENT: BotDocument = {
  dbcv: 1,
  kind: "bot",
  variables: { pass_mark: 1, token: "x" },
  secrets: ["bot.token"],
  steps: [
    {
      id: "a",
      groups: [
        {
          id: "g",
          set: [{ variable: "session.answer", value: "{$message.text$}" }],
          connections: [{ id: "c", to: "a", set: [{ variable: "session.score", op: "add", value: 1 }] }],
        },
        { id: "h", type: "code", code: 'variables["session.coded"] = 1' },
      ],
      template: { id: "t", version: 1, outputs: { email: "user.email2" } },
    },
  ],
};

describe("the variables of a bot", () => {
  const known = gather(DOCUMENT);
  const of = (path: string) => known.find((one) => one.path === path);

  it("are those written and declared, with their types and first values", () => {
    expect(of("bot.pass_mark")).toMatchObject({ type: "number", value: 1 });
    expect(of("session.answer")).toMatchObject({ type: "text" });
    expect(of("session.score")).toMatchObject({ type: "number" });
    expect(of("session.coded")).toBeDefined();
    expect(of("user.email2")).toBeDefined();
    expect(of("message.text")).toMatchObject({ isWritable: false, origin: "system" });
  });

  it("never show a secret", () => {
    expect(of("bot.token")).toMatchObject({ isSecret: true });
    expect(of("bot.token")).not.toHaveProperty("value");
    expect(
      withValues(known, { "bot.token": "y" }).find(({ path }) => path === "bot.token"),
    ).not.toHaveProperty("value");
  });

  it("show the values they held last, and what was only met in a conversation", () => {
    const now = withValues(known, { "session.score": 3, "session.met": true });
    expect(now.find(({ path }) => path === "session.score")?.value).toBe(3);
    expect(now.find(({ path }) => path === "session.met")).toMatchObject({ origin: "seen", type: "boolean" });
  });

  it.each([
    ["session.scroe", "unknown", "session.score"],
    ["message.txt", "unknown", "message.text"],
    ["sesion.score", "unknown_scope", "session.score"],
    ["session.zzz", "unknown", null],
    ["session.pass_mark", "unknown", "bot.pass_mark"],
    ["a b", "bad_path", null],
  ])("%s is %s: %s", (path, fault, near) => {
    expect(judge(path, known)).toEqual({ fault, near });
  });

  it.each([
    "session.score",
    "user.anything",
    "channel.anything",
    "code.anything",
    "session",
    "session.answer.0",
  ])("%s is not doubted", (path) => {
    expect(judge(path, known)).toBeNull();
  });
});

import { describe, expect, it } from "vitest";

import type { BotDocument, Step } from "../document";
import { indexOf } from "../index";
import { apply } from "../operations";
import {
  addStep,
  connect,
  copySteps,
  disconnect,
  duplicateSteps,
  insertStepOnConnection,
  moveSteps,
  pasteSteps,
  readCopied,
  removeConnection,
  removeRequest,
  removeSteps,
  renameVariable,
  reorderConnections,
} from "./index";

const quiz: BotDocument = {
  dbcv: 1,
  kind: "bot",
  first_step: "ask",
  secrets: ["bot.token"],
  variables: { token: "x", mark: 1 },
  requests: [
    { id: "price", url: "https://api.example/{$session.answer$}", headers: { "X.A": "{$bot.mark$}" } },
  ],
  templates: [
    {
      dbcv: 1,
      kind: "template",
      id: "mail",
      version: 2,
      steps: [{ id: "in", template: { id: "inner", version: 1 } }],
    },
    {
      dbcv: 1,
      kind: "template",
      id: "inner",
      version: 1,
      steps: [{ id: "x", message: { text: "{$user.email$}" } }],
    },
  ],
  tests: [{ name: "t", turns: [{ user: "4", variables: { "session.answer": "4", "session.answers": 1 } }] }],
  groups: [{ id: "g0", connections: [{ id: "c0", to: "ask" }] }],
  steps: [
    {
      id: "ask",
      position: { x: 10, y: 20 },
      message: { text: "{$ session.answer | default:'none' $} {$session.answers$}" },
      groups: [
        {
          id: "g1",
          set: [{ variable: "session.answer", value: "{$message.text$}" }],
          connections: [
            {
              id: "c1",
              to: "right",
              priority: 2,
              rules: {
                condition: "AND",
                rules: [{ field: "session.answer", operator: "equal", value: "{$bot.mark$}" }],
              },
            },
            { id: "c2", to: "wrong" },
          ],
        },
      ],
    },
    {
      id: "right",
      position: { x: 200, y: 20 },
      template: {
        id: "mail",
        version: 2,
        inputs: { a: "{$session.answer.city$}" },
        outputs: { b: "session.answer" },
      },
      groups: [{ id: "g2", type: "response", request: "price", connections: [{ id: "c3", to: "wrong" }] }],
    },
    {
      id: "wrong",
      groups: [{ id: "g3", type: "code", code: 'async def main(m, v):\n  v["session.answer"] = 1\n' }],
    },
  ],
};

function step(document: BotDocument, id: string): Step {
  const found = indexOf(document).step(id);
  if (!found) throw new Error(`no step ${id}`);
  return found;
}

function connectionsOf(document: BotDocument, id: string) {
  return indexOf(document)
    .outgoing(id)
    .map(({ connection }) => [connection.id, connection.to]);
}

describe("steps", () => {
  it("the first one is where conversations begin", () => {
    const empty: BotDocument = { dbcv: 1, kind: "bot" };
    expect(apply(empty, addStep(empty, { id: "a" })).first_step).toBe("a");
    expect(apply(quiz, addStep(quiz, { id: "a" }, "ask")).steps?.map((one) => one.id)).toEqual([
      "ask",
      "a",
      "right",
      "wrong",
    ]);
  });

  it("that are removed leave the ways into them with their rules", () => {
    const after = apply(quiz, removeSteps(quiz, ["right", "gone"]));
    expect(connectionsOf(after, "ask")).toEqual([
      ["c1", ""],
      ["c2", "wrong"],
    ]);
    expect(indexOf(after).connection("c1")?.connection.rules).toBeDefined();
    expect(apply(quiz, removeSteps(quiz, ["ask", "right", "wrong"]))).toMatchObject({
      groups: [{ connections: [{ to: "" }] }],
    });
    expect(apply(quiz, removeSteps(quiz, ["ask"])).first_step).toBeUndefined();
  });

  it("are duplicated with new ids, ways among them leading to the copies", () => {
    const { operations, ids } = duplicateSteps(quiz, ["ask", "right"]);
    const after = apply(quiz, operations);
    const copy = step(after, ids["ask"] ?? "");
    expect(copy.position).toEqual({ x: 50, y: 60 });
    expect(connectionsOf(after, copy.id).map(([, to]) => to)).toEqual([ids["right"], "wrong"]);
    expect(after.steps).toHaveLength(5);
  });

  it("that did not move say nothing", () => {
    expect(moveSteps(quiz, { ask: { x: 10.2, y: 20 }, wrong: { x: 1, y: 2 }, gone: { x: 0, y: 0 } })).toEqual(
      [{ op: "set", path: "steps.wrong.position", value: { x: 1, y: 2 } }],
    );
  });
});

describe("ways", () => {
  it("are made with what is missing for them, or led elsewhere", () => {
    expect(connectionsOf(apply(quiz, connect(quiz, { stepId: "wrong" }, "ask")), "wrong")[0]?.[1]).toBe(
      "ask",
    );
    expect(
      connectionsOf(apply(quiz, connect(quiz, { stepId: "ask", groupId: "g1" }, "ask")), "ask"),
    ).toHaveLength(3);
    expect(connect(quiz, { stepId: "ask", connectionId: "c2" }, "right")).toEqual([
      { op: "set", path: "steps.ask.groups.g1.connections.c2.to", value: "right" },
    ]);
  });

  it("that hold rules stay when they are disconnected, others go, and groups left idle with them", () => {
    expect(connectionsOf(apply(quiz, disconnect(quiz, "c1")), "ask")[0]).toEqual(["c1", ""]);
    expect(connectionsOf(apply(quiz, disconnect(quiz, "c2")), "ask")).toEqual([["c1", "right"]]);
    expect(apply(quiz, removeConnection(quiz, "c0")).groups).toBeUndefined();
    expect(step(apply(quiz, removeConnection(quiz, "c3")), "right").groups).toHaveLength(1);
  });

  it("take a step in between", () => {
    const after = apply(quiz, insertStepOnConnection(quiz, "c2", { id: "mid" }));
    expect(connectionsOf(after, "ask")[1]).toEqual(["c2", "mid"]);
    expect(connectionsOf(after, "mid")[0]?.[1]).toBe("wrong");
  });

  it("are tried in the order they are put in", () => {
    const after = apply(quiz, reorderConnections(quiz, "g1", ["c2", "c1"]));
    expect(connectionsOf(after, "ask").map(([id]) => id)).toEqual(["c2", "c1"]);
    expect(indexOf(after).connection("c1")?.connection.priority).toBeUndefined();
  });
});

describe("copies", () => {
  const text = copySteps(quiz, ["ask", "right"]);

  it("go to another bot with what they need", () => {
    const other: BotDocument = { dbcv: 1, kind: "bot" };
    const pasted = pasteSteps(other, text, { at: { x: 0, y: 0 } });
    const after = apply(other, pasted?.operations ?? []);

    expect(after.templates?.map((one) => one.id)).toEqual(["mail", "inner"]);
    expect(after.requests?.map((one) => one.id)).toEqual(["price"]);
    expect(after.first_step).toBe(pasted?.ids[0]);
    expect(after.steps?.map((one) => one.position)).toEqual([
      { x: 0, y: 0 },
      { x: 190, y: 0 },
    ]);
    expect(connectionsOf(after, pasted?.ids[0] ?? "").map(([, to]) => to)).toEqual([pasted?.ids[1]]);
    expect(after.steps?.map((one) => one.id)).not.toContain("ask");
  });

  it("use what is there where it is the same, and bring their own where it is not", () => {
    const pasted = pasteSteps(quiz, text);
    expect(apply(quiz, pasted?.operations ?? []).requests).toHaveLength(1);
    const other: BotDocument = {
      dbcv: 1,
      kind: "bot",
      requests: [{ id: "price", url: "https://other.example" }],
    };
    const after = apply(other, pasteSteps(other, text)?.operations ?? []);
    expect(after.requests).toHaveLength(2);
    expect(after.steps?.[1]?.groups?.[0]).toMatchObject({ request: after.requests?.[1]?.id });
  });

  it("keep their ways: to where they led at home, and elsewhere to nowhere where something is said in them", () => {
    const rules = { condition: "AND" as const, rules: [] };
    const bot: BotDocument = {
      dbcv: 1,
      kind: "bot",
      steps: [
        {
          id: "a",
          groups: [
            {
              id: "g",
              connections: [
                { id: "1", to: "" },
                { id: "2", to: "b", rules },
                { id: "3", to: "b", set: [{ variable: "session.x" }] },
                { id: "4", to: "b" },
                { id: "5", to: "a" },
              ],
            },
          ],
        },
        { id: "b" },
      ],
    };
    const pasted = (text: string, botId: string) => {
      const { operations = [], ids = [] } = pasteSteps(bot, text, { botId }) ?? {};
      const copy = indexOf(apply(bot, operations)).step(ids[0] ?? "");
      return copy?.groups?.[0]?.connections?.map((one) => (one.to === copy.id ? "itself" : one.to));
    };
    const copied = copySteps(bot, ["a"], "one");
    expect(pasted(copied, "one")).toEqual(["", "b", "b", "b", "itself"]);
    expect(pasted(copied, "two")).toEqual(["", "", "", "itself"]);
    expect(pasted(copySteps(bot, ["a"]), "one")).toEqual(["", "", "", "itself"]);
  });

  it("are told from other texts", () => {
    for (const other of [
      "hello",
      "{",
      "{}",
      '{"dbcv":1,"kind":"bot"}',
      '{"dbcv":1,"kind":"steps","steps":[1]}',
    ]) {
      expect(readCopied(other), other).toBeNull();
      expect(pasteSteps(quiz, other)).toBeNull();
    }
  });
});

describe("a variable's new name", () => {
  const renaming = renameVariable(quiz, "session.answer", "session.reply");
  const after = apply(quiz, renaming?.operations ?? []);

  it("stands everywhere but in others that only begin so", () => {
    expect(step(after, "ask").message?.text).toBe("{$ session.reply | default:'none' $} {$session.answers$}");
    expect(indexOf(after).connection("c1")?.connection.rules).toMatchObject({
      rules: [{ field: "session.reply" }],
    });
    expect(indexOf(after).group("g1")?.group.set?.[0]?.variable).toBe("session.reply");
    expect(after.requests?.[0]?.url).toBe("https://api.example/{$session.reply$}");
    expect(step(after, "right").template).toMatchObject({
      inputs: { a: "{$session.reply.city$}" },
      outputs: { b: "session.reply" },
    });
    expect(after.tests?.[0]).toMatchObject({
      turns: [{ variables: { "session.reply": "4", "session.answers": 1 } }],
    });
  });

  it("is told where it cannot be written", () => {
    expect(renaming?.left.map((one) => [one.step, one.kind])).toEqual([["wrong", "code"]]);
    expect(renameVariable(quiz, "user.email", "user.mail")).toMatchObject({
      templates: ["inner@1"],
      isShared: true,
    });
    expect(renameVariable(quiz, "session.answer", "session.answers")?.isTaken).toBe(true);
  });

  it("takes initial values and secrets along", () => {
    const renamed = apply(quiz, renameVariable(quiz, "bot.token", "bot.key")?.operations ?? []);
    expect(renamed.secrets).toEqual(["bot.key"]);
    expect(renamed.variables).toEqual({ key: "x", mark: 1 });
    expect(apply(quiz, renameVariable(quiz, "bot.mark", "bot.pass.mark")?.operations ?? [])).toMatchObject({
      requests: [{ headers: { "X.A": "{$bot.pass.mark$}" } }],
      variables: { pass: { mark: 1 } },
    });
  });

  it("must be one", () => {
    for (const [from, to] of [
      ["session.a", "session.a"],
      ["session.a", "nowhere.a"],
      ["message.text", "session.text"],
      ["session.a", "session.a b"],
      ["session.id", "session.a"],
      ["session", "session.a"],
    ] as const) {
      expect(renameVariable(quiz, from, to), to).toBeNull();
    }
  });
});

it("a request that goes is named by no group any more", () => {
  const after = apply(quiz, removeRequest(quiz, "price"));
  expect(after.requests).toBeUndefined();
  expect(indexOf(after).group("g2")?.group).not.toHaveProperty("request");
});

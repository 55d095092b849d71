import { describe, expect, it } from "vitest";
import type { Button, Step } from "@/model/document";
import { apply } from "@/model/operations";
import type { BotDocument } from "@/model/document";
import { changeButton } from "./button-operations";
import { leadButton } from "./button-way";
import { saysTheSame, wayOf } from "./buttons";

const four: Button = { text: "Four", value: "4" };
const yes: Button = { text: "Yes" };
const rule = (value: string) => ({
  condition: "AND",
  rules: [{ field: "message.text", operator: "equal", value, id: "kept" }],
});
const step: Step = {
  id: "ask",
  message: { buttons: [four, yes] },
  groups: [
    {
      id: "g1",
      connections: [
        { id: "c1", rules: rule("4"), to: "right" },
        { id: "c2", to: "wrong" },
      ],
    },
  ],
};
const bot = (one: Step): BotDocument => ({
  dbcv: 1,
  kind: "bot",
  steps: [one, { id: "right" }, { id: "wrong" }],
});
const stepOf = (document: BotDocument) => document.steps?.[0] as Step;

describe("the way of a button", () => {
  it("is the connection whose only rule asks for what the button says", () => {
    expect(wayOf(step, four)?.connection.id).toBe("c1");
    expect(wayOf(step, yes)).toBeNull();
  });

  it("is not one that asks for more", () => {
    const two = { condition: "AND", rules: [...rule("4").rules, ...rule("5").rules] };
    const group = { id: "g1", connections: [{ id: "c1", rules: two, to: "right" }] };
    expect(wayOf({ ...step, groups: [group] }, four)).toBeNull();
  });

  it("is made before the otherwise", () => {
    const document = bot(step);
    const after = stepOf(apply(document, leadButton(step, yes, "right")));
    expect(after.groups?.[0]?.connections?.map((one) => one.to)).toEqual(["right", "right", "wrong"]);
    expect(wayOf(after, yes)?.connection.to).toBe("right");
  });

  it("is made with a group where the step has none", () => {
    const document = bot({ id: "ask", message: { buttons: [yes] } });
    const after = stepOf(apply(document, leadButton(stepOf(document), yes, "right")));
    expect(wayOf(after, yes)?.connection.to).toBe("right");
  });
});

describe("another text of a button", () => {
  it("takes its way along, and leaves the rest of the rule as it was", () => {
    const after = stepOf(apply(bot(step), changeButton(step, 0, { text: "Four", value: "four" })));
    expect(wayOf(after, { value: "four" })?.connection.id).toBe("c1");
    expect(after.groups?.[0]?.connections?.[0]?.rules).toEqual(rule("four"));
  });

  it("changes no way where another button says the same", () => {
    const doubled: Step = { ...step, message: { buttons: [four, { ...four }] } };
    expect(saysTheSame(doubled.message?.buttons ?? [], 0)).toBe(true);
    expect(changeButton(doubled, 0, { text: "Four", value: "x" })).toHaveLength(1);
  });

  it("leaves the way alone where only what is shown changes", () => {
    expect(changeButton(step, 0, { text: "4!", value: "4" })).toHaveLength(1);
  });
});

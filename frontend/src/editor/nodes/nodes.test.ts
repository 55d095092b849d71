import { describe, expect, it } from "vitest";
import type { Step } from "@/model/document";
import { shapeOf, SIZES } from "./geometry";
import { kindOf } from "./kinds";
import { pieces, plain } from "./preview";
import { isOpen, OPEN, rowsOf, startOf } from "./rows";
import { linesOf } from "./wrapping";

const equal = (value: string) => ({
  condition: "AND",
  rules: [{ field: "message.text", operator: "equal", value }],
});
const kinds = (step: Step) => rowsOf(step).map((row) => row.kind);

describe("rows of a node", () => {
  it("come in the order the ways are tried", () => {
    const step: Step = {
      id: "a",
      groups: [
        { id: "late", priority: 2, connections: [{ id: "c1", to: "x" }] },
        {
          id: "early",
          connections: [
            { id: "c3", priority: 5, to: "x" },
            { id: "c2", priority: 1, rules: equal("1"), to: "x" },
          ],
        },
      ],
    };
    expect(rowsOf(step).map((row) => row.handle)).toEqual(["c2", "c3", "c1"]);
  });

  it("know the connection of a button by its value or its words", () => {
    const step: Step = {
      id: "a",
      message: { buttons: [{ text: "Four", value: "4" }, { text: "Five" }] },
      groups: [
        {
          id: "g",
          connections: [
            { id: "c1", rules: equal("4"), to: "x" },
            { id: "c2", rules: { field: "message.text", operator: "in", value: ["5", "Five"] }, to: "x" },
            { id: "c3", to: "y" },
          ],
        },
      ],
    };
    expect(kinds(step)).toEqual(["button", "button", "otherwise"]);
  });

  it("offer a handle for a button that leads nowhere of its own, before what is always taken", () => {
    const step: Step = {
      id: "a",
      message: { buttons: [{ text: "Yes" }] },
      groups: [{ id: "g", connections: [{ id: "c", to: "x" }] }],
    };
    expect(rowsOf(step).map((row) => [row.kind, row.handle])).toEqual([
      ["button", "button:0"],
      ["next", "c"],
    ]);
  });

  it("show work before its ways, errors as such, and let one more way begin there", () => {
    const failed = { condition: "AND", rules: [{ field: "response.error", operator: "is_not_null" }] };
    const step: Step = {
      id: "a",
      proxy: true,
      groups: [
        { id: "g", type: "response", request: "r", connections: [{ id: "c", rules: failed, to: "x" }] },
      ],
    };
    expect(rowsOf(step).map((row) => [row.kind, row.handle])).toEqual([
      ["work", "group:g"],
      ["error", "c"],
    ]);
  });

  it("say a timeout in one row where it has one way", () => {
    const step: Step = {
      id: "a",
      groups: [{ id: "g", on: "timeout", after: 60, connections: [{ id: "c", to: "x" }] }],
    };
    expect(kinds(step)).toEqual(["timeout"]);
  });

  it("say that a step without groups is an end, from which another way can be drawn", () => {
    expect(rowsOf({ id: "a" })).toMatchObject([{ kind: "end", handle: OPEN }]);
  });

  it("leave no place for a way behind one that is always taken", () => {
    expect(isOpen({ id: "a", groups: [{ id: "g", connections: [{ id: "c", to: "x" }] }] })).toBe(false);
    expect(isOpen({ id: "a" })).toBe(true);
  });

  it("tell what a handle starts", () => {
    expect(startOf("c1")).toEqual({ kind: "connection", id: "c1" });
    expect(startOf("button:2")).toEqual({ kind: "button", place: 2 });
    expect(startOf("group:g")).toEqual({ kind: "group", id: "g" });
    expect(startOf(OPEN)).toEqual({ kind: "open" });
  });
});

describe("the size of a node", () => {
  it("grows with its lines and rows", () => {
    const small = shapeOf({ id: "a", message: { text: "Hi" } });
    const large = shapeOf({ id: "b", message: { text: "Hello there, ".repeat(40) } });
    expect(large.lines).toBe(SIZES.mostLines);
    expect(large.height - small.height).toBe((large.lines - small.lines) * SIZES.line);
  });

  it("has a handle for every way, also for those that are not shown", () => {
    const connections = Array.from({ length: 60 }, (_, number) => ({
      id: `c${number}`,
      rules: equal("x"),
      to: "y",
    }));
    const shape = shapeOf({ id: "a", groups: [{ id: "g", connections }] });
    expect(shape.left).toBe(20);
    expect(shape.handles.filter((handle) => handle.id?.startsWith("c"))).toHaveLength(60);
  });

  it("is worked out once for a step", () => {
    const step: Step = { id: "a" };
    expect(shapeOf(step)).toBe(shapeOf(step));
  });
});

describe("the text of a node", () => {
  it("shows placeholders as their variables", () => {
    expect(pieces("Hi {$ user.name | default:'you' $}!")).toEqual([
      { kind: "text", text: "Hi " },
      { kind: "variable", text: "user.name" },
      { kind: "text", text: "!" },
    ]);
    expect(plain("{$session.score$} of 5")).toBe("session.score of 5");
  });

  it("counts lines of long words, paragraphs and other scripts", () => {
    expect(linesOf("one", 230, 3)).toBe(1);
    expect(linesOf("one\ntwo", 230, 3)).toBe(2);
    expect(linesOf("w".repeat(200), 230, 3)).toBe(3);
    expect(linesOf("Здравствуйте! Что нужно починить? Опишите в одном сообщении.", 230, 3)).toBeGreaterThan(
      1,
    );
  });
});

describe("the kind of a step", () => {
  it("is the most telling thing it does", () => {
    const way = [{ id: "c", to: "x" }];
    expect(kindOf({ id: "a" })).toBe("end");
    expect(kindOf({ id: "a", template: { id: "t", version: 1 } })).toBe("template");
    expect(kindOf({ id: "a", message: { text: "?" }, groups: [{ id: "g", connections: way }] })).toBe(
      "question",
    );
    expect(kindOf({ id: "a", proxy: true, groups: [{ id: "g", connections: way }] })).toBe("logic");
    expect(kindOf({ id: "a", groups: [{ id: "g", type: "code" }] })).toBe("code");
    expect(kindOf({ id: "a", groups: [{ id: "g", on: "timeout", after: 1 }] })).toBe("wait");
  });
});

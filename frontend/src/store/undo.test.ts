import { describe, expect, it } from "vitest";

import type { Operation } from "@/model/operation";
import { perform } from "@/model/operations";

import { smallBot } from "./sync/fake.testing";
import { EVERYWHERE, NOWHERE } from "./sync/rebasing";
import {
  attempt,
  changesNothing,
  NOTHING_DONE,
  recorded,
  sidesOf,
  turned,
  without,
  type History,
  type Way,
} from "./undo";

/** One person's document, with what others do in between. */
class Desk {
  document = smallBot();
  history: History = NOTHING_DONE;

  does(operations: Operation[], merge?: string, batch = "b"): this {
    const done = perform(this.document, operations);
    const doing = { label: batch, merge, batches: [batch] };
    this.history = recorded(this.history, this.document, operations, done, doing);
    this.document = done.document;
    return this;
  }

  says(step: string, value: string, merge?: string): this {
    return this.does([{ op: "set", path: `steps.${step}.message.text`, value }], merge);
  }

  others(operations: Operation[]): this {
    this.document = perform(this.document, operations).document;
    return this;
  }

  turns(way: Way): this {
    const entry = this.history[way].at(-1);
    if (!entry) throw new Error("nothing to turn");
    expect(sidesOf(entry, this.document, NOWHERE)).toEqual([]);
    const done = perform(this.document, entry.inverse);
    this.history = turned(this.history, way, entry.inverse, done, []);
    this.document = done.document;
    return this;
  }
}

describe("undo", () => {
  it("has nothing to take back where all that was typed was taken out again", () => {
    const desk = new Desk().says("a", "1").says("b", "b!", "typing").says("b", "b", "typing");

    expect(desk.history.undo.map((one) => one.paths)).toEqual([[["steps", "a", "message", "text"]]]);
  });

  it("goes back step by step, and redo forth again", () => {
    const desk = new Desk();
    const states = [desk.document];
    desk.says("a", "1").does([{ op: "remove", path: "steps.b" }]);
    states.push(desk.document);
    desk.does([{ op: "order", path: "steps", value: ["c", "a"] }]);
    states.push(desk.document);

    desk.turns("undo");
    expect(desk.document).toEqual(states[1]);
    desk.turns("undo").turns("undo");
    expect(desk.document).toEqual(states[0]);
    desk.turns("redo").turns("redo").turns("redo");
    expect(desk.document).toEqual(states[2]);
    desk.turns("undo").turns("undo").turns("undo");
    expect(desk.document).toEqual(states[0]);
  });

  it("takes what was typed or dragged in a row at once", () => {
    const desk = new Desk()
      .says("a", "H", "text")
      .says("a", "He", "text")
      .says("a", "Hel", "text")
      .says("a", "x");
    expect(desk.history.undo).toHaveLength(2);
    expect(desk.turns("undo").turns("undo").document).toEqual(smallBot());
  });

  it("leaves what somebody did in the middle of typing, and asks before it goes further back", () => {
    const desk = new Desk()
      .says("a", "H", "text")
      .others([{ op: "set", path: "steps.a.message.text", value: "Bob's" }])
      .says("a", "Bob's!", "text");

    expect(desk.turns("undo").document.steps?.[0]?.message?.text).toBe("Bob's");
    const [entry] = desk.history.undo;
    expect(entry && sidesOf(entry, desk.document, NOWHERE)).toMatchObject([{ mine: "a", theirs: "Bob's" }]);
  });

  it("goes on with typing in one place where somebody is in another", () => {
    const desk = new Desk()
      .says("a", "H", "text")
      .others([{ op: "set", path: "steps.b.message.text", value: "Bob's" }])
      .says("a", "Hi", "text");

    expect(desk.history.undo).toHaveLength(1);
  });

  it("takes a secret whose value the server has put away for what was written", () => {
    const desk = new Desk()
      .does([{ op: "set", path: "variables.keys", value: { token: "abc", id: 1 } }])
      .others([{ op: "set", path: "variables.keys.token", value: "•••" }]);

    expect(desk.turns("undo").document.variables).toBeUndefined();
  });

  it("asks where a text of the bot only looks like a secret's", () => {
    const desk = new Desk()
      .says("a", "mine")
      .others([{ op: "set", path: "steps.a.message.text", value: "•••" }]);
    const [entry] = desk.history.undo;
    expect(entry && sidesOf(entry, desk.document, NOWHERE)).toHaveLength(1);
  });

  it("takes different things of one gesture at once too", () => {
    const desk = new Desk()
      .does([{ op: "add", path: "steps.a.message.buttons", value: { text: "1" } }], "buttons")
      .does([{ op: "add", path: "steps.a.message.buttons", value: { text: "2" } }], "buttons");
    expect(desk.history.undo).toHaveLength(1);
    expect(desk.turns("undo").document).toEqual(smallBot());
  });

  it("leaves alone what others do elsewhere", () => {
    const desk = new Desk().says("a", "mine").others([
      { op: "set", path: "steps.b.message.text", value: "theirs" },
      { op: "add", path: "steps", value: { id: "new" }, after: null },
    ]);
    desk.turns("undo");
    expect(desk.document.steps?.map((step) => step.message?.text)).toEqual([undefined, "a", "theirs", "c"]);
  });

  it("asks before it takes away what somebody did since", () => {
    const desk = new Desk()
      .says("a", "mine")
      .others([{ op: "set", path: "steps.a.message.text", value: "theirs" }]);
    const [entry] = desk.history.undo;
    expect(entry && sidesOf(entry, desk.document, () => ({ by: "bob", revision: 4 }))).toEqual([
      { path: "steps.a.message.text", mine: "a", theirs: "theirs", by: "bob", revision: 4 },
    ]);
  });

  it("asks where it cannot be done any more", () => {
    const desk = new Desk().says("a", "mine").others([{ op: "remove", path: "steps.a" }]);
    const [entry] = desk.history.undo;
    expect(entry && sidesOf(entry, desk.document, EVERYWHERE)).toMatchObject([{ theirs: null }]);
    expect(entry && attempt(desk.document, entry.inverse)).toBeNull();
  });

  it("forgets what came to nothing, and what was undone once something else is done", () => {
    const desk = new Desk()
      .does([{ op: "set", path: "name", value: "A" }], undefined, "refused")
      .says("a", "x");
    expect(without(desk.history, new Set(["refused"])).undo).toHaveLength(1);
    expect(without(desk.history, new Set(["other"]))).toBe(desk.history);
    desk.turns("undo").says("b", "y");
    expect(desk.history.redo).toEqual([]);
  });
});

it("a change that changes nothing is known", () => {
  const before = smallBot();
  const nothing = (operations: Operation[]) => changesNothing(before, perform(before, operations));
  expect(nothing([{ op: "set", path: "steps.a.message.text", value: "a" }])).toBe(true);
  expect(nothing([{ op: "set", path: "steps.a.name", value: "" }])).toBe(true);
  expect(nothing([{ op: "order", path: "steps", value: ["a", "b", "c"] }])).toBe(true);
  expect(nothing([{ op: "move", path: "steps.a", after: null }])).toBe(true);
  expect(nothing([{ op: "move", path: "steps.a", after: "b" }])).toBe(false);
  expect(nothing([{ op: "set", path: "steps.a.message.text", value: "b" }])).toBe(false);
  expect(nothing([{ op: "add", path: "steps", value: { id: "d" } }])).toBe(false);
});

import { describe, expect, it } from "vitest";

import { Fault } from "@/api/faults";

import { FakeServer, FakeWindow, smallBot } from "./fake.testing";
import { canKeepMine } from "./resolving";

const ADA = "ada";
const BOB = "bob";

function two() {
  const server = new FakeServer(smallBot());
  return { server, ada: new FakeWindow(ADA, server), bob: new FakeWindow(BOB, server) };
}

function sent(window: FakeWindow) {
  const asked = window.asked.shift();
  if (asked?.type !== "send") throw new Error(`nothing was sent: ${JSON.stringify(asked)}`);
  return asked;
}

describe("saving", () => {
  it("shows a change at once and saves it soon", () => {
    const { ada, server } = two();
    ada.text("1", "a", "Hello");
    expect(ada.texts["a"]).toBe("Hello");
    expect(server.revision).toBe(0);

    ada.settle();

    expect(server.document.steps?.[0]?.message?.text).toBe("Hello");
    expect(ada.state.pending).toEqual([]);
    expect(ada.state.base.document).toBe(ada.state.document);
  });

  it("has one request under way and sends what came meanwhile in the next", () => {
    const { ada } = two();
    ada.text("1", "a", "1").wake();
    const first = sent(ada);
    ada.text("2", "b", "2").text("3", "c", "3").wake();
    expect(ada.asked).toEqual([]);

    ada.answer(first);
    ada.wake();

    expect(sent(ada).operations.map((one) => one.operation_id)).toEqual(["2.0", "3.0"]);
  });

  it("makes one of what is typed in a row, and sends nothing twice that is on its way", () => {
    const { ada } = two();
    ada.text("1", "a", "H", "typing").text("2", "a", "He", "typing").wake();
    expect(ada.state.pending).toHaveLength(1);
    const first = sent(ada);
    expect(first.operations).toEqual([
      { op: "set", path: "steps.a.message.text", value: "He", operation_id: "1.0" },
    ]);

    ada.text("3", "a", "Hel", "typing");

    expect(ada.state.pending).toHaveLength(2);
    ada.answer(first);
    ada.settle();
    expect(ada.server.document.steps?.[0]?.message?.text).toBe("Hel");
  });

  it("says what cannot be done in place of doing a part of it", () => {
    const { ada } = two();
    ada.text("1", "gone", "x");

    expect(ada.state.refusals.map((one) => one.fault.code)).toEqual(["change:no_such_part"]);
    expect(ada.state.pending).toEqual([]);
  });
});

describe("two authors", () => {
  it("merge what is disjoint", () => {
    const { ada, bob, server } = two();
    ada.text("1", "a", "A");
    bob.text("2", "b", "B").settle();
    ada.hear();
    expect(ada.texts).toEqual({ a: "A", b: "B", c: "c" });

    ada.settle();
    bob.hear();

    expect(bob.state.document).toEqual(server.document);
    expect(ada.state.document).toEqual(server.document);
  });

  it("are shown both sides of what met before it was sent, and keep saving the rest", () => {
    const { ada, bob, server } = two();
    bob.text("2", "a", "Bob's").settle();
    ada.text("1", "a", "Ada's").text("3", "c", "C").hear().settle();

    expect(ada.conflicts.map((one) => one.conflict)).toEqual([
      [{ path: "steps.a.message.text", mine: "Ada's", theirs: "Bob's", by: BOB, revision: 1 }],
    ]);
    expect(ada.texts["a"]).toBe("Ada's");
    expect(server.document.steps?.[2]?.message?.text).toBe("C");
    expect(server.document.steps?.[0]?.message?.text).toBe("Bob's");
  });

  it("are shown both sides where the server saw it first", () => {
    const { ada, bob } = two();
    bob.text("2", "a", "Bob's").settle();
    ada.text("1", "a", "Ada's").settle();

    expect(ada.conflicts[0]?.conflict).toEqual([
      { path: "steps.a.message.text", mine: "Ada's", theirs: "Bob's", by: BOB, revision: 1 },
    ]);
  });

  for (const when of ["before", "after"] as const) {
    it(`keep mine, chosen ${when} their change was heard`, () => {
      const { ada, bob, server } = two();
      bob.text("2", "a", "Bob's").settle();
      ada.text("1", "a", "Ada's").wake();
      ada.answer(sent(ada));
      if (when === "after") ada.hear();
      ada.on({ type: "resolved", batch: "1", side: "mine", id: "again" }).settle();

      expect(ada.conflicts).toEqual([]);
      expect(server.document.steps?.[0]?.message?.text).toBe("Ada's");
      expect(ada.state.document).toEqual(server.document);
    });

    it(`take theirs, chosen ${when} their change was heard`, () => {
      const { ada, bob, server } = two();
      bob.text("2", "a", "Bob's").settle();
      ada.text("1", "a", "Ada's").wake();
      ada.answer(sent(ada));
      if (when === "after") ada.hear();
      ada.on({ type: "resolved", batch: "1", side: "theirs", id: "again" }).settle();

      expect(ada.state.pending).toEqual([]);
      expect(ada.texts["a"]).toBe("Bob's");
      expect(server.revision).toBe(1);
    });
  }

  it("find no conflict in doing the same", () => {
    const { ada, bob, server } = two();
    bob.change("2", [{ op: "remove", path: "steps.a" }]).settle();
    ada
      .change("1", [{ op: "remove", path: "steps.a" }])
      .hear()
      .settle();

    expect(ada.state.pending).toEqual([]);
    expect(ada.state.document).toEqual(server.document);
  });

  it("can bring back a step with what was written into it while somebody removed it", () => {
    const { ada, bob, server } = two();
    ada.text("1", "a", "Long work");
    bob.change("2", [{ op: "remove", path: "steps.a" }]).settle();
    ada.hear();
    expect(ada.conflicts).toHaveLength(1);
    const [batch] = ada.conflicts;
    expect(batch && canKeepMine(ada.state, batch)).toBe(true);

    ada.on({ type: "resolved", batch: "1", side: "mine", id: "again" }).settle();

    expect(ada.texts["a"]).toBe("Long work");
    expect(server.document).toEqual(ada.state.document);
  });

  it("lose nothing of theirs that was chosen to what was typed on while it was asked", () => {
    const { ada, bob, server } = two();
    bob.text("2", "a", "Bob's").settle();
    ada.text("1", "a", "Ad", "typing").wake();
    const first = sent(ada);
    ada.text("3", "a", "Ada's", "typing");
    ada.answer(first);
    ada.settle();
    expect(ada.conflicts.map((one) => one.id)).toEqual(["1"]);

    ada.on({ type: "resolved", batch: "1", side: "theirs", id: "again" }).settle();

    expect(ada.state.pending).toEqual([]);
    expect(ada.texts["a"]).toBe("Bob's");
    expect(server.document.steps?.[0]?.message?.text).toBe("Bob's");
  });

  it("are asked again about what reaches beyond what they have decided on", () => {
    const { ada, bob, server } = two();
    bob.text("2", "a", "Bob's").settle();
    ada.text("1", "a", "Ada's").change("3", [{ op: "remove", path: "steps.a" }]);
    ada.hear().settle();
    expect(ada.conflicts.map((one) => one.id)).toEqual(["1"]);

    ada.on({ type: "resolved", batch: "1", side: "theirs", id: "again" }).settle();

    expect(ada.conflicts.map((one) => one.id)).toEqual(["3"]);
    expect(server.document.steps?.map((one) => one.id)).toEqual(["a", "b", "c"]);
  });

  it("hold back what was made on top of what waits for the author", () => {
    const { ada, bob, server } = two();
    ada.change("1", [{ op: "add", path: "steps.a.message.buttons", value: { text: "Yes" } }]);
    bob.change("2", [{ op: "set", path: "steps.a.message.buttons", value: [{ text: "No" }] }]).settle();
    ada.hear();
    ada.change("3", [{ op: "add", path: "steps.a.message.buttons", value: { text: "Maybe" } }]).settle();

    expect(ada.state.pending.map((one) => one.id)).toEqual(["1", "3"]);
    expect(server.revision).toBe(1);
    ada.on({ type: "resolved", batch: "1", side: "mine", id: "again" }).settle();
    expect(server.document.steps?.[0]?.message?.buttons?.map((one) => one.text)).toEqual([
      "No",
      "Yes",
      "Maybe",
    ]);
  });
});

describe("a bad network", () => {
  it("sends the same again where the answer was lost, and it is done once", () => {
    const { ada, server } = two();
    ada.change("1", [{ op: "add", path: "steps.a.message.buttons", value: { text: "Yes" } }]).wake();
    const first = sent(ada);
    server.post(ADA, first.base, first.operations);
    ada.on({
      type: "failed",
      number: first.number,
      fault: new Fault("app:unreachable", 0, ""),
      isBusy: false,
    });
    expect(ada.state.lane).toBe("offline");
    ada.text("2", "b", "meanwhile");

    ada.settle();

    expect(server.document.steps?.[0]?.message?.buttons).toEqual([{ text: "Yes" }]);
    expect(ada.state.document).toEqual(server.document);
    expect(ada.state.pending).toEqual([]);
    expect(ada.state.lane).toBe("open");
  });

  it("does not take its own change for somebody else's while it waits for the answer", () => {
    const { ada, server } = two();
    ada.text("1", "a", "A").wake();
    const first = sent(ada);
    server.post(ADA, first.base, first.operations);
    ada.hear();
    expect(ada.conflicts).toEqual([]);
    expect(ada.state.base.revision).toBe(0);

    ada.answer(first);

    expect(ada.state.base.revision).toBe(1);
    expect(ada.state.pending).toEqual([]);
  });

  it("asks for news that do not come", () => {
    const { ada, bob, server } = two();
    bob.text("2", "b", "B").settle();
    ada.text("1", "a", "A").wake();
    ada.answer(sent(ada));
    expect(ada.state.sent?.fate).toBe("done");

    ada.settle();

    expect(ada.state.document).toEqual(server.document);
    expect(ada.state.sent).toBeNull();
  });

  it("reads the draft anew where too much was changed, and finds what met by what stands there", () => {
    const { ada, bob, server } = two();
    server.kept = 1;
    ada.text("1", "a", "Ada's").text("2", "b", "Ada's too");
    bob.text("3", "a", "Bob's").settle().text("4", "c", "x").settle().text("5", "c", "y").settle();
    ada.settle();

    expect(ada.conflicts.map((one) => one.id)).toEqual(["1"]);
    expect(server.document.steps?.[1]?.message?.text).toBe("Ada's too");
    expect(server.document.steps?.[0]?.message?.text).toBe("Bob's");
  });

  it("waits where it is not let in, and goes on afterwards", () => {
    const { ada, server } = two();
    ada.text("1", "a", "A").wake();
    const first = sent(ada);
    ada.on({ type: "blocked", number: first.number, fault: new Fault("auth:signed_out", 401, "") }).settle();
    expect(server.revision).toBe(0);
    expect(ada.texts["a"]).toBe("A");

    ada.on({ type: "retried" }).settle();

    expect(server.document.steps?.[0]?.message?.text).toBe("A");
  });

  it("takes back what is refused, with what cannot be without it, and saves the rest", () => {
    const { ada, server } = two();
    server.refuses = (one) => one.op === "add";
    ada.text("1", "a", "A").change("2", [{ op: "add", path: "steps", value: { id: "new" } }]);
    ada.text("3", "new", "inside").text("4", "b", "B").settle();

    expect(ada.state.refusals.map((one) => one.id)).toEqual(["2", "3"]);
    expect(ada.state.pending).toEqual([]);
    expect(ada.state.document).toEqual(server.document);
    expect(ada.texts).toEqual({ a: "A", b: "B", c: "c" });
  });
});

describe("a window that was closed", () => {
  it("leaves what was not sent to the next one, though the draft moved", () => {
    const { ada, bob, server } = two();
    ada.text("1", "a", "Ada's").text("2", "b", "Ada's");
    bob.text("3", "b", "Bob's").settle();

    const again = new FakeWindow(ADA, server);
    again
      .on({ type: "adopted", kept: ada.kept, since: server.since(ada.kept.revision), hasGap: false })
      .settle();

    expect(server.document.steps?.[0]?.message?.text).toBe("Ada's");
    expect(again.conflicts.map((one) => one.id)).toEqual(["2"]);
    expect(again.conflicts[0]?.conflict?.[0]).toMatchObject({ theirs: "Bob's", by: BOB });
  });

  for (const known of [true, false]) {
    it(`leaves what was on its way, ${known ? "found in" : "unknown to"} the history`, () => {
      const { ada, server } = two();
      ada.change("1", [{ op: "add", path: "steps.a.message.buttons", value: { text: "Yes" } }]).wake();
      const first = sent(ada);
      server.post(ADA, first.base, first.operations);

      const again = new FakeWindow(ADA, server);
      again
        .on({ type: "adopted", kept: ada.kept, since: known ? server.since(0) : [], hasGap: !known })
        .settle();

      expect(server.document.steps?.[0]?.message?.buttons).toEqual([{ text: "Yes" }]);
      expect(again.state.document).toEqual(server.document);
      expect(again.state.pending).toEqual([]);
    });
  }

  it("is not adopted twice", () => {
    const { ada, server } = two();
    ada.text("1", "a", "A");
    const again = new FakeWindow(ADA, server);
    for (let times = 0; times < 2; times++)
      again.on({ type: "adopted", kept: ada.kept, since: [], hasGap: false });

    expect(again.state.pending).toHaveLength(1);
  });
});

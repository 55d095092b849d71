import { describe, expect, it } from "vitest";

import { FakeServer, FakeWindow, smallBot } from "./fake.testing";

const ADA = "ada";
const BOB = "bob";

function two() {
  const server = new FakeServer(smallBot());
  return { server, ada: new FakeWindow(ADA, server), bob: new FakeWindow(BOB, server) };
}

function setBack(server: FakeServer, backup: FakeServer["document"], revision: number) {
  server.document = backup;
  server.revision = revision;
  server.history.splice(revision);
  server.done.clear();
}

describe("a server that was set back to a backup", () => {
  it("is followed: what waits is saved on top of what is there now", () => {
    const { ada, server } = two();
    const backup = structuredClone(server.document);
    ada.text("1", "a", "saved and lost").settle().text("2", "b", "B").settle();
    expect(ada.state.base.revision).toBe(2);
    setBack(server, backup, 0);

    ada.text("3", "c", "C").settle();

    expect(ada.state).toMatchObject({ lane: "open", pending: [], sent: null });
    expect(server.document).toEqual(ada.state.document);
    expect(ada.texts).toEqual({ a: "a", b: "b", c: "C" });
  });

  it("asks where what waits was made on top of what is gone", () => {
    const { ada, server } = two();
    const backup = structuredClone(server.document);
    ada.text("1", "a", "saved and lost").settle();
    setBack(server, backup, 0);

    ada.text("2", "a", "and more").settle();

    expect(ada.conflicts[0]?.conflict).toMatchObject([{ mine: "and more", theirs: "a", by: null }]);
    ada.on({ type: "resolved", batch: "2", side: "mine", id: "3" }).settle();
    expect(server.document.steps?.[0]?.message?.text).toBe("and more");
  });

  it("gets once more what it had taken a moment before", () => {
    const { ada, server } = two();
    const backup = structuredClone(server.document);
    ada.text("0", "c", "C").settle().text("1", "a", "A").wake();
    const [first] = ada.asked.splice(0);
    if (first?.type !== "send") throw new Error("nothing was sent");
    server.post(BOB, 1, [{ op: "set", path: "steps.b.message.text", value: "Bob", operation_id: "bob" }]);
    ada.on({ ...server.post(ADA, first.base, first.operations), number: first.number });
    expect(ada.state.sent?.fate).toBe("done");
    setBack(server, backup, 0);

    ada.on({ type: "gap" }).settle();

    expect(server.document.steps?.map((one) => one.message?.text)).toEqual(["A", "b", "c"]);
    expect(ada.state.pending).toEqual([]);
  });

  it("is not taken for one where news were quicker than the answer", () => {
    const { ada, bob, server } = two();
    bob.text("1", "a", "one").settle();
    ada.on({ type: "gap" });
    const old = structuredClone(server.document);
    bob.text("2", "b", "two").settle();
    ada.hear();
    expect(ada.state.base.revision).toBe(2);

    ada.on({ type: "read", document: old, revision: 1 });

    expect(ada.texts).toMatchObject({ a: "one", b: "two" });
    expect(ada.state).toMatchObject({ lane: "open", base: { revision: 2 } });
  });

  it("is not written over by what a window had left before", () => {
    const { ada, server } = two();
    const backup = structuredClone(server.document);
    ada.text("1", "a", "saved and lost").settle().text("2", "a", "left");
    setBack(server, backup, 0);

    const again = new FakeWindow(ADA, server);
    again.on({ type: "adopted", kept: ada.kept, since: [], hasGap: true }).settle();

    expect(again.conflicts.map((one) => one.id)).toEqual(["2"]);
    expect(server.document).toEqual(backup);
  });
});

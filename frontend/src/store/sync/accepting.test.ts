import { describe, expect, it } from "vitest";

import { FakeServer, FakeWindow, smallBot } from "./fake.testing";

const ADA = "ada";

describe("a proposal that was accepted", () => {
  const made = (author: string) => ({
    revision: 1,
    author_id: author,
    proposal_id: "p1",
    operations: [{ op: "set" as const, path: "steps.a.message.text", value: "Proposed" }],
  });

  it("is told to who accepted it, with what takes it back, and keeps what was typed meanwhile", () => {
    const server = new FakeServer(smallBot());
    const [ada, bob] = [new FakeWindow(ADA, server), new FakeWindow("bob", server)];
    ada.text("1", "b", "typed");

    ada.on({ type: "heard", changes: [made(ADA)] });
    bob.on({ type: "heard", changes: [made(ADA)] });

    expect(ada.texts).toMatchObject({ a: "Proposed", b: "typed" });
    expect(bob.texts["a"]).toBe("Proposed");
    expect(bob.accepted).toEqual([]);
    expect(ada.accepted.map((one) => one.proposal)).toEqual(["p1"]);
    ada.change("2", ada.accepted[0]?.outcome.inverse ?? []);
    expect(ada.texts).toMatchObject({ a: "a", b: "typed" });
  });
});

import { IDBFactory } from "fake-indexeddb";
import { afterEach, describe, expect, it, vi } from "vitest";

import { openQueues, type Queues } from "./keeping";
import { OwnWindow } from "./ownWindow";
import type { Kept } from "./sync/state";
import { makeBatch } from "./sync/batch";
import { smallBot } from "./sync/fake.testing";

const LATER = 20_000; // ms after which a window that says nothing is taken for closed

function kept(text: string): Kept {
  const operations = [{ op: "set" as const, path: "steps.a.message.text", value: text }];
  return { revision: 0, sent: [], batches: [makeBatch(smallBot(), operations, { id: text, label: "Text" })] };
}

async function adoptedBy(window: OwnWindow): Promise<string[]> {
  const found: string[] = [];
  await window.adopt((left) => {
    found.push(...left.batches.map((one) => one.id));
    return Promise.resolve(true);
  });
  return found;
}

afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

describe("what a window has not saved", () => {
  it("is left to the next one, though the database had not begun to write it when the tab was closed", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const told = vi.fn();
    const closed = new OwnWindow("ada", "bot", told, () => new Promise<Queues>(() => undefined));
    closed.keep(kept("a lette"));
    closed.keep(kept("a letter"));
    expect(told).toHaveBeenLastCalledWith(true);

    vi.setSystemTime(Date.now() + LATER);
    const factory = new IDBFactory();
    const next = new OwnWindow(
      "ada",
      "bot",
      () => undefined,
      () => openQueues(factory),
    );
    await next.enter();
    expect(await adoptedBy(next)).toEqual(["a letter"]);
    expect(await adoptedBy(next)).toEqual([]);
    next.leave();
  });

  it("is in the database alone once that has it", async () => {
    const factory = new IDBFactory();
    const told = vi.fn();
    const window = new OwnWindow("ada", "bot", told, () => openQueues(factory));
    await window.enter();
    window.keep(kept("a letter"));
    await vi.waitFor(() => expect(localStorage).toHaveLength(0));

    const queues = await openQueues(factory);
    expect((await queues.at("ada/bot")).map((one) => one.kept.batches[0]?.id)).toEqual(["a letter"]);
    window.leave();
  });

  it("is nowhere once it is saved, also where there is no database", async () => {
    const window = new OwnWindow(
      "ada",
      "bot",
      () => undefined,
      () => Promise.resolve(null),
    );
    await window.enter();
    window.keep(kept("a letter"));
    await vi.waitFor(() => expect(localStorage).toHaveLength(1));
    window.keep({ revision: 1, sent: [], batches: [] });

    await vi.waitFor(() => expect(localStorage).toHaveLength(0));
    window.leave();
  });

  it("is nobody else's", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    new OwnWindow(
      "ada",
      "bot",
      () => undefined,
      () => new Promise<Queues>(() => undefined),
    ).keep(kept("hers"));
    vi.setSystemTime(Date.now() + LATER);
    const bob = new OwnWindow(
      "bob",
      "bot",
      () => undefined,
      () => Promise.resolve(null),
    );
    await bob.enter();
    expect(await adoptedBy(bob)).toEqual([]);
    bob.leave();
  });
});

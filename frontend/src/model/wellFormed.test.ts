import { describe, expect, it } from "vitest";

import { readCopied } from "./commands";

const copied = (step: object, more: object = {}) =>
  JSON.stringify({ dbcv: 1, kind: "steps", steps: [{ id: "a", ...step }], ...more });
const group = (part: object) => ({ groups: [{ id: "g", ...part }] });
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

describe("steps that are pasted from anywhere", () => {
  it("are taken with all that may stand in them", () => {
    const step = {
      name: "Ask",
      position: { x: 0, y: -40.5 },
      note: "later",
      proxy: false,
      message: {
        text: "Hi",
        buttons: [{ text: "Yes", value: null }, { text: "No" }],
        attachments: [{ url: "https://x.example/a.png", type: "image" }],
        widget: { type: "of a catalogue to come", props: { cards: 5 } },
        params: { any: [1, { thing: true }] },
      },
      template: { id: "mail", version: 2, inputs: { to: 5 }, outputs: { sent: "session.sent" } },
      preset: { id: "switch", config: { cases: [] } },
      unknown: { key: 1 },
      ...group({
        type: "integration",
        config: { depth: 1 },
        set: [{ variable: "session.a", op: "add", value: [1] }],
        connections: [
          { id: "c", to: "", rules: { field: "session.a" }, set: [] },
          { to: "b", priority: -1 },
        ],
      }),
    };
    const more = {
      bot: "b",
      requests: [{ id: "r", url: "https://x.example", headers: { a: 1 }, body: "text", retry: { times: 2 } }],
      templates: [{ dbcv: 1, kind: "template", id: "mail", version: 2, steps: [{ id: "s", ...step }] }],
    };
    expect(readCopied(copied(step, more))?.steps).toEqual([{ id: "a", ...step }]);
    expect(readCopied(copied({ message: null, groups: null }))).not.toBeNull();
  });

  it.each([
    { id: "" },
    { id: 5 },
    { name: {} },
    { position: "x" },
    { position: { x: 1 } },
    { message: "hello" },
    { message: { text: 5 } },
    { message: { buttons: [null] } },
    { message: { buttons: [{ text: {} }] } },
    { message: { attachments: 5 } },
    { message: { widget: { type: 5 } } },
    { template: { id: {} } },
    { preset: 5 },
    { groups: 5 },
    { groups: [null] },
    group({ type: "constructor" }),
    group({ connections: 5 }),
    group({ connections: [{ to: 5 }] }),
    group({ connections: [{ to: "", rules: 5 }] }),
    group({ set: [{ variable: 5 }] }),
    group({ after: {} }),
  ])("are left where a page could not show them: %j", (step) => {
    expect(readCopied(copied(step))).toBeNull();
  });

  it("are left where what comes along could not be shown", () => {
    expect(readCopied(copied({}, { requests: [{ id: "r", headers: 5 }] }))).toBeNull();
    expect(readCopied(copied({}, { templates: [{ id: "t", version: 1, steps: [{ id: 5 }] }] }))).toBeNull();
    expect(readCopied('{"dbcv":1,"kind":"steps"}')).toBeNull();
  });

  it("are left where values stand in values without end", () => {
    const within = (levels: number) =>
      `{"dbcv":1,"kind":"steps","steps":[{"id":"a","message":{"params":${deep(levels)}}}]}`;
    expect(readCopied(within(50))).not.toBeNull();
    expect(readCopied(within(200))).toBeNull();
    expect(readCopied(within(50_000))).toBeNull();
  });
});

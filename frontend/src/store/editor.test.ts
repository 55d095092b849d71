import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Operation } from "@/model/operation";

import { openEditor } from "./editor";
import { FakeTransport } from "./fake.testing";
import { FakeServer, smallBot } from "./sync/fake.testing";

vi.mock("@/api/session", () => ({
  currentSession: () => ({ state: "in", person: { id: "ada" } }),
  subscribeToSession: () => () => undefined,
  accessToken: () => Promise.resolve("token"),
  renewed: () => Promise.resolve("token"),
}));

class SilentSocket extends EventTarget {
  static readonly OPEN = 1;
  readyState = 0;
  close() {}
}

const ends: (() => void)[] = [];

function opened(server: FakeServer, transport = new FakeTransport(server, "ada")) {
  const { store, start } = (() => {
    const editor = openEditor("bot", transport);
    return { store: editor.store, start: () => editor.start() };
  })();
  const end = start();
  ends.push(end);
  return { transport, state: () => store.getState(), end };
}

function says(step: string, value: string): Operation[] {
  return [{ op: "set", path: `steps.${step}.message.text`, value }];
}

const ready = (of: ReturnType<typeof opened>) => vi.waitFor(() => expect(of.state().status).toBe("ready"));
const saved = (of: ReturnType<typeof opened>) =>
  vi.waitFor(() => expect(of.state().saved).toMatchObject({ state: "saved", pending: 0 }), 5000);

beforeEach(() => {
  vi.stubGlobal("WebSocket", SilentSocket);
  vi.stubGlobal("indexedDB", new IDBFactory());
});

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

describe("an opened bot", () => {
  it("that nobody changes sends nothing", async () => {
    const server = new FakeServer(smallBot());
    const editor = opened(server);
    await ready(editor);
    editor.state().change(says("a", "a"), { label: "the same" });
    editor.state().change([{ op: "set", path: "steps.a.name", value: "" }], { label: "a default" });

    expect(editor.state().canUndo).toBe(false);
    expect(editor.state().saved.state).toBe("saved");
    expect(editor.transport.sends).toBe(0);
    expect(editor.state().document).toEqual(server.document);
  });

  it("saves what is changed, and what is undone and done again", async () => {
    const server = new FakeServer(smallBot());
    const editor = opened(server);
    await ready(editor);
    editor.state().change(says("a", "H"), { label: "Text", merge: "a" });
    editor.state().change(says("a", "Hi"), { label: "Text", merge: "a" });
    expect(editor.state()).toMatchObject({ canUndo: true, undoLabel: "Text", canRedo: false });
    expect(editor.state().index.step("a")?.message?.text).toBe("Hi");
    await saved(editor);
    expect(server.document.steps?.[0]?.message?.text).toBe("Hi");

    editor.state().undo();
    expect(editor.state()).toMatchObject({ canUndo: false, canRedo: true });
    await saved(editor);
    expect(server.document).toEqual(smallBot());
    editor.state().redo();
    await saved(editor);
    expect(server.document.steps?.[0]?.message?.text).toBe("Hi");
  });

  it("gives parts an id before they are sent", async () => {
    const server = new FakeServer(smallBot());
    const editor = opened(server);
    await ready(editor);
    editor
      .state()
      .change([{ op: "add", path: "steps", value: { groups: [{ connections: [{ to: "a" }] }] } }], {
        label: "",
      });
    await saved(editor);
    const made = server.document.steps?.at(-1);
    expect(made?.id).toMatch(/^s[a-z0-9]{7}$/);
    expect(made?.groups?.[0]?.connections?.[0]?.id).toMatch(/^c[a-z0-9]{7}$/);
    expect(editor.state().document).toEqual(server.document);
  });

  it("keeps what could not be sent, and the next window saves it", async () => {
    const server = new FakeServer(smallBot());
    const first = opened(server);
    await ready(first);
    first.transport.isDown = true;
    first.state().change(says("a", "written offline"), { label: "" });
    await vi.waitFor(() => expect(first.state().saved).toMatchObject({ state: "offline", isKept: true }));
    first.end();
    server.post("bob", 0, [{ op: "set", path: "steps.b.message.text", value: "Bob", operation_id: "bob" }]);

    const second = opened(server);
    await ready(second);
    expect(second.state().document.steps?.map((one) => one.message?.text)).toEqual([
      "written offline",
      "Bob",
      "c",
    ]);
    await saved(second);
    expect(server.document).toEqual(second.state().document);

    const third = opened(server);
    await ready(third);
    expect(third.state().saved.pending).toBe(0);
  });

  it("does once what was done already when the window was closed", async () => {
    const server = new FakeServer(smallBot());
    const first = opened(server);
    await ready(first);
    first.transport.losesAnswers = 1;
    first
      .state()
      .change([{ op: "add", path: "steps.a.message.buttons", value: { text: "Yes" } }], { label: "" });
    await vi.waitFor(() => expect(first.transport.sends).toBe(1));
    await vi.waitFor(() => expect(first.state().saved.isKept).toBe(true));
    first.end();

    const second = opened(server);
    await ready(second);
    await saved(second);
    expect(server.document.steps?.[0]?.message?.buttons).toEqual([{ text: "Yes" }]);
    expect(second.state().document).toEqual(server.document);
  });

  it("asks where an undo would take away what somebody else did", async () => {
    const server = new FakeServer(smallBot());
    const editor = opened(server);
    await ready(editor);
    editor.state().change(says("a", "mine"), { label: "Text" });
    await saved(editor);
    server.post("bob", 1, [{ op: "set", path: "steps.a.message.text", value: "Bob's", operation_id: "bob" }]);
    editor.state().change(says("b", "more"), { label: "More" });
    await saved(editor);
    editor.state().undo();
    editor.state().undo();

    const [conflict] = editor.state().saved.conflicts;
    expect(conflict).toMatchObject({
      kind: "undo",
      label: "Text",
      sides: [{ theirs: "Bob's", mine: "a", by: "bob" }],
    });
    expect(editor.state().document.steps?.[0]?.message?.text).toBe("Bob's");
    if (conflict) editor.state().resolve(conflict, "theirs");
    expect(editor.state().saved.conflicts).toEqual([]);
    expect(editor.state().canUndo).toBe(false);
  });

  it("is told what was refused, and does not offer to undo it", async () => {
    const server = new FakeServer(smallBot());
    server.refuses = () => true;
    const editor = opened(server);
    await ready(editor);
    editor.state().change(says("a", "x"), { label: "Text" });
    await vi.waitFor(() => expect(editor.state().saved.state).toBe("refused"), 5000);
    expect(editor.state().document).toEqual(server.document);
    expect(editor.state().canUndo).toBe(false);
    const [refusal] = editor.state().saved.refusals;
    expect(refusal).toMatchObject({ label: "Text", fault: { code: "change:invalid" } });
    if (refusal) editor.state().dismiss(refusal);
    expect(editor.state().saved.state).toBe("saved");
  });

  it("offers no undo of what cannot be taken back", async () => {
    const server = new FakeServer(smallBot());
    const editor = opened(server);
    await ready(editor);
    editor.state().change(says("b", "before"), { label: "Text" });
    editor.state().change([{ op: "set", path: "variables.token", value: "x" }], { label: "", isFinal: true });
    await saved(editor);
    expect(server.document.variables).toEqual({ token: "x" });
    expect(editor.state()).toMatchObject({ canUndo: true, undoLabel: "Text" });

    editor.state().undo();
    await saved(editor);
    expect(server.document.variables).toEqual({ token: "x" });
  });

  it("changes nothing for who may only look", async () => {
    const server = new FakeServer(smallBot());
    const transport = new FakeTransport(server, "ada");
    const read = transport.read.bind(transport);
    transport.read = async () => ({ ...(await read()), access: "VIEWER" as never });
    const editor = opened(server, transport);
    await ready(editor);
    editor.state().change(says("a", "x"), { label: "Text" });
    expect(editor.state().readOnly).toBe(true);
    expect(editor.state().document).toEqual(server.document);
  });

  it("says what is wrong with the draft once it has been quiet", async () => {
    const editor = opened(new FakeServer(smallBot()));
    await ready(editor);
    editor.state().change(says("a", "x"), { label: "Text" });
    await saved(editor);
    await vi.waitFor(() => expect(editor.transport.inspected).toBe(1), 5000);
  });
});

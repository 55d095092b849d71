import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Fault } from "@/api/faults";
import type { Operation } from "@/model/operation";

import { openEditor } from "./editor";
import { FakeTransport } from "./fake.testing";
import { FakeServer, smallBot } from "./sync/fake.testing";
import { unsavedBots } from "./unsaved";

const session = vi.hoisted(() => {
  const listeners = new Set<() => void>();
  return {
    person: { id: "ada" } as { id: string } | null,
    listeners,
    becomes(id: string | null) {
      this.person = id === null ? null : { id };
      for (const listener of listeners) listener();
    },
  };
});

vi.mock("@/api/session", () => ({
  currentSession: () => ({ state: session.person ? "in" : "out", person: session.person }),
  subscribeToSession: (listener: () => void) => {
    session.listeners.add(listener);
    return () => session.listeners.delete(listener);
  },
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
  const editor = openEditor("bot", transport);
  const end = editor.start();
  ends.push(end);
  return { transport, state: () => editor.store.getState(), end };
}

async function ready(of: ReturnType<typeof opened>) {
  await vi.waitFor(() => expect(of.state().status).toBe("ready"));
}

const says = (value: string): Operation[] => [{ op: "set", path: "steps.a.message.text", value }];
const textOn = (server: FakeServer) => server.document.steps?.[0]?.message?.text;

beforeEach(() => {
  session.person = { id: "ada" };
  vi.stubGlobal("WebSocket", SilentSocket);
  vi.stubGlobal("indexedDB", new IDBFactory());
});

afterEach(() => {
  for (const end of ends.splice(0)) end();
  session.becomes(null); // ends what still saves
  localStorage.clear();
});

describe("an editor that is left", () => {
  it("saves the last keystroke", async () => {
    const server = new FakeServer(smallBot());
    const editor = opened(server);
    await ready(editor);
    editor.state().change(says("Hi"), { label: "" });
    editor.end();

    await vi.waitFor(() => expect(textOn(server)).toBe("Hi"));
    await vi.waitFor(() => expect(localStorage).toHaveLength(0));
  });

  it("goes on until there is a connection", async () => {
    const server = new FakeServer(smallBot());
    const editor = opened(server);
    await ready(editor);
    editor.transport.isDown = true;
    editor.state().change(says("Hi"), { label: "" });
    editor.end();
    await vi.waitFor(() => expect(editor.transport.sends).toBe(1));
    expect(await unsavedBots("ada")).toEqual(["bot"]);
    expect(await unsavedBots("ad")).toEqual([]);

    editor.transport.isDown = false;
    dispatchEvent(new Event("online"));

    await vi.waitFor(() => expect(textOn(server)).toBe("Hi"));
    await vi.waitFor(async () => expect(await unsavedBots("ada")).toEqual([]));
  });

  it("leaves what was refused to whoever opens the bot next", async () => {
    const server = new FakeServer(smallBot());
    const first = opened(server);
    await ready(first);
    server.refuses = () => true;
    first.state().change(says("Hi"), { label: "Text" });
    first.end();
    await vi.waitFor(() => expect(first.transport.sends).toBe(1));

    const second = opened(server);
    await ready(second);

    await vi.waitFor(() => expect(second.state().saved.refusals).toMatchObject([{ label: "Text" }]), 5000);
  });

  it("sends nothing with the tokens of somebody else, and keeps it for its author", async () => {
    const server = new FakeServer(smallBot());
    const first = opened(server);
    await ready(first);
    first.state().change(says("Ada's"), { label: "" });
    session.becomes("bob");
    first.end();
    const bobs = opened(server, new FakeTransport(server, "bob"));
    await ready(bobs);
    expect(bobs.state().saved.pending).toBe(0);
    expect(bobs.state().document.steps?.[0]?.message?.text).toBe("a");
    expect(first.transport.sends + bobs.transport.sends).toBe(0);
    bobs.end();

    session.becomes("ada");
    await ready(opened(server));
    await vi.waitFor(() => expect(textOn(server)).toBe("Ada's"), 5000);
  });
});

describe("a page that is hidden", () => {
  it.each(["pagehide", "visibilitychange"])("sends at once: %s", async (name) => {
    const server = new FakeServer(smallBot());
    const editor = opened(server);
    await ready(editor);
    const send = vi.spyOn(editor.transport, "send");
    editor.state().change(says("Hi"), { label: "" });
    expect(send).not.toHaveBeenCalled();
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");

    (name === "pagehide" ? window : document).dispatchEvent(new Event(name));

    expect(send).toHaveBeenCalledWith(0, [expect.objectContaining({ value: "Hi" })], true);
    vi.restoreAllMocks();
  });
});

describe("a bot that is lost while it is open", () => {
  const gone = new Fault("bot:not_found", 404, "");

  it("is told, is asked about once, and can be opened again", async () => {
    const server = new FakeServer(smallBot());
    const editor = opened(server);
    await ready(editor);
    const inspect = vi.spyOn(editor.transport, "inspect").mockRejectedValue(gone);
    vi.spyOn(editor.transport, "send").mockResolvedValue({ type: "blocked", fault: gone });
    editor.state().change(says("Hi"), { label: "" });

    await vi.waitFor(() => expect(editor.state()).toMatchObject({ status: "ready", fault: gone }), 5000);
    expect(editor.state().readOnly).toBe(true);

    vi.restoreAllMocks();
    editor.state().retry();
    await vi.waitFor(() => expect(editor.state()).toMatchObject({ fault: null, readOnly: false }));
    await vi.waitFor(() => expect(textOn(server)).toBe("Hi"));
    expect(inspect.mock.calls.length).toBeLessThan(2);
  });

  it("is not asked about again and again", async () => {
    const editor = opened(new FakeServer(smallBot()));
    await ready(editor);
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const inspect = vi.spyOn(editor.transport, "inspect").mockRejectedValue(gone);
    editor.state().change(says("Hi"), { label: "" });
    await vi.advanceTimersByTimeAsync(30_000);

    expect(inspect).toHaveBeenCalledTimes(1);
    expect(editor.state().fault).toBe(gone);
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
});

it("a bot that could not be opened is opened once, however often it is tried again", async () => {
  const server = new FakeServer(smallBot());
  const transport = new FakeTransport(server, "ada");
  const read = vi.spyOn(transport, "read").mockRejectedValueOnce(new Fault("bot:not_found", 404, ""));
  const editor = opened(server, transport);
  await vi.waitFor(() => expect(editor.state().status).toBe("failed"));

  editor.state().retry();
  editor.state().retry();
  await ready(editor);

  expect(read).toHaveBeenCalledTimes(2);
});

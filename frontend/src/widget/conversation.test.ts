import { afterEach, describe, expect, it } from "vitest";
import { Conversation, type Remote } from "./conversation";
import { itemsOf } from "./items";
import { Storage } from "./storage";
import { Store } from "./store";
import type { ClientFrame, ConnectionState, Transport, TransportEvents, WireMessage } from "./wire";

/** A line that the test holds both ends of. */
class Line implements Transport {
  state: ConnectionState = "connecting";
  sent: ClientFrame[] = [];
  readonly #on: TransportEvents;

  constructor(on: TransportEvents) {
    this.#on = on;
  }

  start(): void {
    this.become("open");
    this.#on.opened();
  }

  stop(): void {
    this.state = "waiting";
  }

  retry(): void {
    this.become("waiting");
    this.start();
  }

  send(frame: ClientFrame): boolean {
    if (this.state === "open") this.sent.push(frame);
    return this.state === "open";
  }

  become(state: ConnectionState): void {
    this.state = state;
    this.#on.state(state);
  }

  hear(message: Partial<WireMessage> & { seq: number }): void {
    this.#on.frame({ type: "message", message: { id: `m${message.seq}`, ...message } });
  }

  accept(seq: number): void {
    this.#on.frame({ type: "accepted", client_id: this.lastId, id: `m${seq}`, seq });
  }

  refuse(): void {
    this.#on.frame({ type: "error", client_id: this.lastId, error: { code: "message:empty" } });
  }

  get lastId(): string {
    const last = this.sent.findLast((frame) => frame.type === "message");
    return last?.type === "message" ? last.client_id : "";
  }
}

const ME = { kind: "anonymous", id: "me" };
const BOT = { kind: "bot", id: "bot", name: "Bot" };
const opened: Conversation[] = [];

function begun(): { line: Line; conversation: Conversation; texts(): string[] } {
  const lines: Line[] = [];
  const conversation = new Conversation({
    server: "https://chat.example/",
    storage: new Storage(""),
    transport: (on) => {
      const line = new Line(on);
      lines.push(line);
      return line;
    },
    remote: { me: "me", name: () => Promise.resolve(undefined) } as Partial<Remote> as Remote,
    changed: () => undefined,
  });
  opened.push(conversation);
  conversation.start();
  const [line] = lines;
  if (!line) throw new Error("no line");
  const shown = () => itemsOf(conversation).flatMap((item) => ("state" in item ? [item.text ?? ""] : []));
  return { line, conversation, texts: shown };
}

afterEach(() => {
  for (const conversation of opened.splice(0)) conversation.stop();
});

describe("one's own message", () => {
  it("is shown once, whether its echo comes before its receipt or behind it", () => {
    for (const echoFirst of [true, false]) {
      const { line, conversation, texts } = begun();
      conversation.say({ text: "Hello" });
      if (echoFirst) line.hear({ seq: 1, sender: ME, text: "Hello" });
      expect(texts()).toEqual(["Hello"]);
      line.accept(1);
      if (!echoFirst) line.hear({ seq: 1, sender: ME, text: "Hello" });
      expect(texts()).toEqual(["Hello"]);
    }
  });

  it("keeps its label, where its echo has the value of a button", () => {
    const { line, conversation, texts } = begun();
    conversation.say({ text: "Yes, please", button: "yes" });
    line.hear({ seq: 1, sender: ME, text: "yes" });
    line.accept(1);
    expect(texts()).toEqual(["Yes, please"]);
  });

  it("is shown once, though its receipt is lost between two connections", () => {
    const { line, conversation, texts } = begun();
    conversation.say({ text: "Hello" });
    line.hear({ seq: 1, sender: ME, text: "Hello" });
    line.become("waiting");
    expect(texts()).toEqual(["Hello"]);
    line.start();
    line.hear({ seq: 1, sender: ME, text: "Hello" });
    expect(texts()).toEqual(["Hello"]);
    line.accept(1);
    expect(texts()).toEqual(["Hello"]);
    expect(conversation.store.after).toBe(1);
  });

  it("of another window comes too, behind a receipt or a refusal of ours", () => {
    for (const answered of ["accept", "refuse"] as const) {
      const { line, conversation, texts } = begun();
      conversation.say({ text: "From here" });
      line.hear({ seq: 1, sender: ME, text: "From there" });
      line[answered](2);
      expect([...texts()].sort()).toEqual(["From here", "From there"]);
    }
  });

  it("goes out one at a time, in order", () => {
    const { line, conversation } = begun();
    conversation.say({ text: "one" });
    conversation.say({ text: "two" });
    const out = () => line.sent.flatMap((frame) => (frame.type === "message" ? [frame.text] : []));
    expect(out()).toEqual(["one"]);
    line.accept(1);
    expect(out()).toEqual(["one", "two"]);
  });
});

describe("the first contact", () => {
  it("tells the bot where the person comes from, and only where nothing was said before", () => {
    const { line, conversation } = begun();
    expect(line.sent).toEqual([{ type: "start" }]);
    conversation.params = { campaign: "spring" };
    line.retry();
    expect(line.sent.at(-1)).toEqual({ type: "start", params: { campaign: "spring" } });
    line.hear({ seq: 1, sender: BOT, text: "Hi" });
    line.retry();
    expect(line.sent).toHaveLength(2);
  });
});

describe("a message said aside", () => {
  const offered = (conversation: Conversation) =>
    itemsOf(conversation).flatMap((item) => ("state" in item && item.open ? [item.text] : []));
  const QUESTION = { seq: 1, sender: BOT, text: "Which size?", buttons: [{ text: "Small" }] };
  const REMINDER = { sender: BOT, text: "It is time.", buttons: [{ text: "Done" }], aside: true };

  it("leaves the question before it open, and is open itself", () => {
    const { line, conversation } = begun();
    line.hear(QUESTION);
    line.hear({ ...REMINDER, seq: 2 });
    line.hear({ ...REMINDER, seq: 3, text: "It is time again." });
    expect(offered(conversation)).toEqual(["Which size?", "It is time again."]);
    line.hear({ seq: 4, sender: BOT, text: "Small it is." });
    expect(offered(conversation)).toEqual(["Small it is."]);
  });

  it("is answered by itself, and the question by itself", () => {
    for (const first of [1, 2]) {
      const { line, conversation } = begun();
      line.hear(QUESTION);
      line.hear({ ...REMINDER, seq: 2 });
      conversation.answer({ id: `m${first}` }, { text: "Pressed", button: "pressed" });
      expect(offered(conversation)).toEqual([]);
      line.accept(3);
      expect(offered(conversation)).toEqual([first === 1 ? "It is time." : "Which size?"]);
      conversation.answer({ id: `m${3 - first}` }, { text: "Pressed", button: "pressed" });
      line.accept(4);
      expect(offered(conversation)).toEqual([]);
    }
  });

  it("is known as such after the page was left", () => {
    const storage = new Storage("");
    const before = new Store(storage, () => "me");
    const { conversation } = begun();
    before.add(conversation.shown({ id: "m1", ...QUESTION }));
    before.add(conversation.shown({ id: "m2", seq: 2, ...REMINDER }));
    before.save();
    const store = new Store(storage, () => "me");
    expect(offered(Object.assign(conversation, { store }))).toEqual(["Which size?", "It is time."]);
  });
});

describe("an answer", () => {
  it("takes the buttons and the widget away, and a refused one gives them back when it is deleted", () => {
    const { line, conversation } = begun();
    const widget = { type: "rating" };
    line.hear({ seq: 1, sender: BOT, text: "Rate", buttons: [{ text: "Later" }], widget });
    const asked = () => itemsOf(conversation).find((item) => "state" in item && item.widget);
    expect(asked()).toMatchObject({ open: true, buttons: [{ text: "Later" }] });
    conversation.say({ text: "3", params: { rating: 3 } });
    expect(asked()).not.toMatchObject({ open: true });
    line.refuse();
    conversation.outbox.drop(line.lastId);
    expect(asked()).toMatchObject({ open: true });
  });
});

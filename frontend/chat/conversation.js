// One person's conversation in one channel: what the server says, what the person does, what is shown.
import { Connection } from "./connection.js";
import { Identity } from "./identity.js";
import { Outbox } from "./outbox.js";
import { Storage } from "./storage.js";
import { Store } from "./store.js";

const TYPING = 8_000;
const PAGE = 50;
const SLOWER = 3_000;

export class Conversation {
  name = "";
  typing = false;
  unread = 0;
  fault = ""; // what the server last refused, when it was no message of ours
  pressed = null; // id of the message whose button was pressed
  #server;
  #channel;
  #changed;
  #storage;
  #typingTimer = 0;
  #page = null;

  /** `server`: base URL ending in "/"; `changed()` is called after anything that shows. */
  constructor({ server, channel, changed }) {
    const scope = `${server}:${channel}`;
    this.#server = server;
    this.#channel = channel;
    this.#changed = changed;
    this.#storage = new Storage(scope);
    this.store = new Store(this.#storage);
    this.name = this.#storage.read("name") ?? "";
    const another = () => this.store.clear();
    this.identity = new Identity({ server, scope, storage: this.#storage, changed: another });
    this.connection = new Connection({ address: () => this.#address(), identity: this.identity, on: this.#on });
    this.outbox = new Outbox({
      storage: this.#storage,
      send: (frame) => this.connection.send(frame),
      lost: () => this.connection.retry(),
      changed,
    });
  }

  start() {
    this.#page = new AbortController();
    const { signal } = this.#page;
    addEventListener("pagehide", () => this.store.save(), { signal });
    document.addEventListener("visibilitychange", () => this.#seen(), { signal });
    const stop = this.#storage.watch((name, removed) => removed && this.outbox.removedElsewhere(name));
    signal.addEventListener("abort", stop);
    this.connection.start();
  }

  stop() {
    this.#page?.abort();
    clearTimeout(this.#typingTimer);
    this.connection.stop();
    this.outbox.disconnected();
    this.store.save();
  }

  get server() {
    return this.#server;
  }

  say(text) {
    this.outbox.add(text);
  }

  press(message, { text, value }) {
    this.pressed = message.id;
    this.outbox.add(text || value, value ?? text);
  }

  /** Whether the server was reached to begin anew. */
  restart() {
    const sent = this.connection.send({ type: "start", restart: true });
    if (sent) this.store.restarted();
    this.#changed();
    return sent;
  }

  async signIn(email, password) {
    await this.identity.signIn(email, password);
    this.connection.retry();
  }

  async signOut() {
    await this.identity.signOut();
    this.connection.retry();
    this.#changed();
  }

  /** Older messages than those shown. Resolves when they are in the store. */
  async earlier() {
    const first = this.store.messages[0]?.seq ?? 1;
    const after = Math.max(0, first - 1 - PAGE);
    const address = `channels/${this.#channel}/messages?after=${after}&limit=${PAGE}`;
    const page = await this.identity.get(address);
    const older = (page?.items ?? []).filter(({ seq }) => seq < first);
    this.store.prepend(older.map((message) => this.#shown(message)));
    if (page && after === 0) this.store.whole = true;
    this.#changed();
  }

  get #on() {
    return {
      open: () => this.#opened(),
      frame: (frame) => this.#frames[frame.type]?.(frame),
      state: (state) => this.#became(state),
    };
  }

  #frames = {
    message: ({ message }) => {
      if (!message?.id || !this.store.add(this.#shown(message))) return;
      this.#setTyping(false);
      this.fault = "";
      if (document.hidden && !this.store.last.own) this.unread++;
      this.#changed();
    },
    accepted: ({ client_id, id, seq }) => {
      const entry = this.outbox.accept(client_id);
      if (!entry) return;
      const { text, at } = entry;
      this.store.confirm({ id, seq, own: true, text, at, key: client_id });
      this.#changed();
    },
    typing: () => this.#setTyping(true),
    delta: (frame) => {
      this.#setTyping(false);
      this.store.append(frame);
      this.#changed();
    },
    error: ({ error, client_id }) => {
      const named = client_id ?? error?.details?.client_id;
      if (/rate|too_many/.test(error?.code)) this.outbox.postpone(named, SLOWER);
      else if (!this.outbox.refuse(named, error?.message)) this.#setFault(error?.message ?? "");
    },
  };

  #opened() {
    // The server does nothing about a start where a conversation exists already.
    if (!this.store.last) this.connection.send({ type: "start" });
    this.outbox.flush();
    if (!this.#named) this.#learnName();
  }

  #became(state) {
    if (state !== "open") {
      this.outbox.disconnected();
      this.store.drafts.clear();
      this.#setTyping(false);
    }
    this.#changed();
  }

  #named = false;

  async #learnName() {
    const channel = await this.identity.get(`channels/${this.#channel}`);
    if (!channel?.name) return;
    this.#named = true;
    this.name = channel.name;
    this.#storage.write("name", channel.name);
    this.#changed();
  }

  #shown({ id, seq, sender, text, buttons, attachments, widget, created_at: at }) {
    const person = Boolean(sender) && sender.kind !== "bot";
    const me = this.identity.user?.id;
    const own = person && (!me || sender.id === me);
    return { id, seq, own, person, name: sender?.name, text, buttons, attachments, widget, at };
  }

  #setTyping(typing) {
    clearTimeout(this.#typingTimer);
    if (typing) this.#typingTimer = setTimeout(() => this.#setTyping(false), TYPING);
    if (this.typing === typing) return;
    this.typing = typing;
    this.#changed();
  }

  #setFault(fault) {
    this.fault = fault;
    this.#changed();
  }

  #seen() {
    if (document.hidden || !this.unread) return;
    this.unread = 0;
    this.#changed();
  }

  #address() {
    const address = new URL("ws/channel", this.#server.replace(/^http/, "ws"));
    address.searchParams.set("channel_id", this.#channel);
    address.searchParams.set("after", this.store.after);
    if (this.store.after === 0) this.store.whole = true;
    return address;
  }
}

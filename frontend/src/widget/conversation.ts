// One person's conversation in one channel: what the server says, what the person does, what is shown.
import { faultOf, TOO_LONG } from "./faults";
import { Outbox } from "./outbox";
import type { Storage } from "./storage";
import { type Message, Store } from "./store";
import type { Attachment, ConnectionState, Params, Said, ServerFrame, Transport } from "./wire";
import type { TransportEvents, WireMessage } from "./wire";

const TYPING = 8_000;
const SLOWER = 3_000;

/** What is asked of the server beside the socket; a chat on another transport may have none of it. */
export interface Remote {
  readonly me: string | undefined;
  readonly signedIn: boolean;
  /** Notice who talks by now. */
  look(): void;
  name(): Promise<string | undefined>;
  messages(after: number, limit: number): Promise<readonly WireMessage[] | undefined>;
  upload(file: File, progress: (part: number) => void, signal: AbortSignal): Promise<Attachment>;
  signIn(email: string, password: string): Promise<unknown>;
  signOut(): Promise<void>;
}

export interface ConversationNeeds {
  /** Base URL ending in "/". */
  server: string;
  storage: Storage;
  transport(on: TransportEvents): Transport;
  remote?: Remote;
  /** Called after anything that shows. */
  changed(): void;
  /** Called with each message that is new. */
  heard?(message: Message): void;
}

export class Conversation {
  name: string;
  typing = false;
  fault = ""; // code of what the server last refused, when it was no message of ours
  denial = ""; // code of why this chat is closed
  readonly pressed: (string | undefined)[] = []; // ids of messages whose buttons were pressed
  params: Params = {};
  forgotten = 0; // how often all that was said and written here became none of the person's business
  readonly store: Store;
  readonly outbox: Outbox;
  readonly connection: Transport;
  readonly remote: Remote | undefined;
  readonly server: string;
  readonly #needs: ConversationNeeds;
  #watched = true;
  #named = false;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #page: AbortController | null = null;
  #echoes: Message[] = []; // what came back as ours before the server said which of ours it is

  constructor(needs: ConversationNeeds) {
    const { storage, server, remote, changed } = needs;
    this.#needs = needs;
    this.server = server;
    this.remote = remote;
    const me = () => remote?.me;
    this.store = new Store(storage, me);
    this.name = storage.read<string>("name") ?? "";
    this.connection = needs.transport({
      state: (state) => this.#became(state),
      opened: () => this.#opened(),
      frame: (frame) => this.#take(frame),
      tooBig: () => this.outbox.refuse(undefined, TOO_LONG),
    });
    this.outbox = new Outbox({
      storage,
      me,
      send: (frame) => this.connection.send(frame),
      lost: () => this.connection.retry(),
      changed,
    });
  }

  start(): void {
    this.#page = new AbortController();
    const { signal } = this.#page;
    addEventListener("pagehide", () => this.store.save(), { signal });
    document.addEventListener("visibilitychange", () => this.#seen(), { signal });
    this.#needs.storage.watch((name, removed) => this.#written(name, removed), signal);
    this.#seen();
    this.connection.start();
  }

  stop(): void {
    this.#page?.abort();
    clearTimeout(this.#typingTimer);
    this.connection.stop();
    this.outbox.disconnected();
    this.store.save();
  }

  /** Whether somebody was here before. */
  get known(): boolean {
    return Boolean(this.store.last ?? this.outbox.entries.length);
  }

  /** How many messages came that nobody has seen. */
  get unread(): number {
    return this.#needs.storage.read<number>("unread") ?? 0;
  }

  /** Whether the log is before the person's eyes. */
  set watched(watched: boolean) {
    this.#watched = watched;
    this.#seen();
  }

  say(said: Said): void {
    this.outbox.add(said);
  }

  /** A button of `message` was pressed, or its widget filled in. */
  answer(message: { id?: string }, said: Said): void {
    this.pressed.push(message.id);
    this.outbox.add(said);
  }

  /** Whether the server was reached to begin anew. */
  restart(): boolean {
    const sent = this.#begin(true);
    if (sent) this.store.restarted();
    this.#needs.changed();
    return sent;
  }

  /** Somebody else talks from now on; `keeps`: what was written and not yet said is theirs. */
  forget(keeps = false): void {
    this.store.clear();
    this.outbox.handOver(keeps);
    if (!keeps) this.forgotten++;
    this.#count(0);
    this.#needs.changed();
  }

  // By another tab.
  #written(name: string, removed: boolean): void {
    if (removed) this.outbox.removedElsewhere(name);
    if (name !== "tokens") return;
    const { of } = this.store;
    this.remote?.look();
    if (of !== this.store.of) this.connection.retry();
  }

  #take(frame: ServerFrame): void {
    if (frame.type === "message") return this.#hear(frame.message);
    if (frame.type === "typing") return this.#setTyping(true);
    if (frame.type === "accepted") this.#accept(frame.client_id, frame.id, frame.seq);
    if (frame.type === "error") this.#refuse(frame);
    if (frame.type === "delta") {
      this.#setTyping(false);
      this.store.append(frame.message_id, frame.text);
    }
    this.#needs.changed();
  }

  #hear(message: WireMessage | undefined): void {
    if (!message?.id) return;
    const shown = this.shown(message);
    if (shown.own && this.outbox.underway) this.#echoes.push(shown);
    else this.#add(shown);
  }

  #accept(client_id: string, id: string, seq: number): void {
    const entry = this.outbox.accept(client_id);
    if (!entry) return;
    const { text, attachments, at } = entry;
    this.store.confirm({ id, seq, own: true, text, attachments, at, key: client_id });
    this.#addEchoes();
  }

  #refuse({ error, client_id }: Extract<ServerFrame, { type: "error" }>): void {
    const named = client_id ?? error.details?.client_id;
    const later = error.details?.retry_after;
    if (later) this.outbox.postpone(named, Math.max(SLOWER, later * 1000));
    else if (!this.outbox.refuse(named, faultOf(error))) this.fault = faultOf(error);
    this.#addEchoes();
  }

  #add(message: Message): void {
    if (!this.store.add(message)) return;
    this.#setTyping(false);
    this.fault = "";
    if (!message.own && !this.#isSeen) this.#count(this.unread + 1);
    this.#needs.heard?.(message);
    this.#needs.changed();
  }

  #addEchoes(): void {
    for (const message of this.#echoes.splice(0)) this.#add(message);
  }

  #opened(): void {
    this.denial = "";
    // The server does nothing about a start where a conversation exists already.
    if (!this.store.last) this.#begin();
    this.outbox.flush();
    if (!this.#named) void this.#learnName();
  }

  #begin(restart = false): boolean {
    const params = Object.keys(this.params).length ? { params: this.params } : {};
    return this.connection.send({ type: "start", ...params, ...(restart && { restart }) });
  }

  #became(state: ConnectionState): void {
    if (state === "denied") {
      this.denial = this.fault;
      this.fault = "";
    }
    if (state !== "open") {
      this.outbox.disconnected();
      this.store.drafts.clear();
      this.#echoes = []; // the next connection brings them again
      this.#setTyping(false);
    }
    this.#needs.changed();
  }

  async #learnName(): Promise<void> {
    const name = await this.remote?.name();
    if (!name) return;
    this.#named = true;
    this.name = name;
    this.#needs.storage.write("name", name);
    this.#needs.changed();
  }

  /** A message of the server as it is kept and shown. */
  shown(message: WireMessage): Message {
    const { id, seq, sender, created_at: at, text, buttons, attachments, widget, aside } = message;
    const person = !!sender && sender.kind !== "bot";
    const me = this.remote?.me;
    const own = person && (!me || sender.id === me);
    return { id, seq, own, person, name: sender?.name, text, buttons, attachments, widget, aside, at };
  }

  #setTyping(typing: boolean): void {
    clearTimeout(this.#typingTimer);
    if (typing) this.#typingTimer = setTimeout(() => this.#setTyping(false), TYPING);
    if (this.typing === typing) return;
    this.typing = typing;
    this.#needs.changed();
  }

  get #isSeen(): boolean {
    return this.#watched && !document.hidden;
  }

  #seen(): void {
    if (!this.#isSeen || !this.unread) return;
    this.#count(0);
    this.#needs.changed();
  }

  #count(unread: number): void {
    this.#needs.storage.write("unread", unread);
  }
}

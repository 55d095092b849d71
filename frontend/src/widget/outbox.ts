// What the person wrote and the server has not yet accepted. One entry of storage a message, so that
// tabs never overwrite each other; one message under way at a time, so that order holds through failures.
// A message may be sent twice after a lost connection: `client_id` makes the server answer it once.
import { LONGEST, TOO_LONG } from "./faults";
import type { Storage } from "./storage";
import type { ClientFrame, Said } from "./wire";

const PATIENCE = 10_000;
const NAME = "outbox:";

export interface Entry extends Said {
  client_id: string;
  order: number;
  at: string;
  state: "waiting" | "sending" | "failed";
  fault?: string;
  of?: string;
}

/** `me()`: id of the person who talks; `send(frame)` tells whether it went out; `lost()` is called when no answer came. */
interface Needs {
  storage: Storage;
  me(): string | undefined;
  send(frame: ClientFrame): boolean;
  lost(): void;
  changed(): void;
}

export class Outbox {
  entries: Entry[] = [];
  readonly #needs: Needs;
  #of: string | undefined; // whose words these are
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#of = needs.me();
    for (const name of needs.storage.names(NAME)) {
      const entry = needs.storage.read<Entry>(name);
      if (entry?.of && entry.of !== this.#of) needs.storage.remove(name);
      else if (entry) this.entries.push(entry.state === "failed" ? entry : waiting(entry));
    }
    this.entries.sort((one, other) => one.order - other.order);
  }

  add(said: Said): void {
    const order = Math.max(Date.now(), (this.entries.at(-1)?.order ?? 0) + 1);
    const at = new Date().toISOString();
    this.#put({ client_id: newId(), ...said, order, at, state: "waiting" });
    this.flush();
  }

  /** Send the next one, unless one is under way. */
  flush(): void {
    if (this.underway) return;
    const entry = this.entries.find(({ state }) => state === "waiting");
    if (!entry) return;
    const { client_id, text, button, params, attachments } = entry;
    if (text.length > LONGEST) return this.#fail(entry, TOO_LONG);
    const frame: ClientFrame = { type: "message", client_id, text };
    if (button != null) frame.button = button;
    if (params) frame.params = params;
    if (attachments?.length) frame.attachments = attachments;
    if (!this.#needs.send(frame)) return;
    this.#put({ ...entry, state: "sending" });
    this.#timer = setTimeout(() => this.#needs.lost(), PATIENCE);
  }

  /** The entry the server now has for good, if it is one of ours. */
  accept(client_id: string): Entry | undefined {
    const entry = this.#find(client_id);
    if (entry) this.drop(client_id);
    return entry;
  }

  /** The server will not take it (`fault`: a code): kept for the person to see and delete or retry. */
  refuse(client_id: string | undefined, fault: string): boolean {
    const entry = client_id ? this.#find(client_id) : this.underway;
    if (!entry) return false;
    this.#fail(entry, fault);
    return true;
  }

  /** Too fast for the server: the same message again after `delay` ms. */
  postpone(client_id: string | undefined, delay: number): void {
    const entry = client_id ? this.#find(client_id) : this.underway;
    if (!entry) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#put(waiting(entry));
      this.flush();
    }, delay);
  }

  disconnected(): void {
    clearTimeout(this.#timer);
    if (this.underway) this.#put(waiting(this.underway));
  }

  retry(client_id: string): void {
    const entry = this.#find(client_id);
    if (entry) this.#put(waiting(entry));
    this.flush();
  }

  drop(client_id: string): void {
    const entry = this.#find(client_id);
    if (!entry) return;
    this.#settle(entry);
    this.entries = this.entries.filter((other) => other !== entry);
    this.#needs.storage.remove(NAME + client_id);
    this.#needs.changed();
    this.flush();
  }

  /** Somebody else talks from now on; `keeps`: these are their words too. */
  handOver(keeps: boolean): void {
    const given = [...this.entries];
    this.#of = this.#needs.me();
    if (keeps) return given.forEach((entry) => this.#put(entry));
    clearTimeout(this.#timer);
    this.entries = [];
    for (const { client_id } of given) this.#needs.storage.remove(NAME + client_id);
  }

  /** Another tab had one of these accepted. */
  removedElsewhere(name: string): void {
    const entry = this.entries.find(({ client_id }) => NAME + client_id === name);
    if (entry && entry.state !== "sending") this.drop(entry.client_id);
  }

  get underway(): Entry | undefined {
    return this.entries.find(({ state }) => state === "sending");
  }

  #find(client_id: string): Entry | undefined {
    return this.entries.find((entry) => entry.client_id === client_id);
  }

  #fail(entry: Entry, fault: string): void {
    this.#settle(entry);
    this.#put({ ...entry, state: "failed", fault });
    this.flush();
  }

  #settle(entry: Entry): void {
    if (entry === this.underway) clearTimeout(this.#timer);
  }

  #put(given: Entry): void {
    const entry = { ...given, of: this.#of };
    const place = this.entries.findIndex(({ client_id }) => client_id === entry.client_id);
    if (place < 0) this.entries.push(entry);
    else this.entries[place] = entry;
    this.#needs.storage.write(NAME + entry.client_id, entry);
    this.#needs.changed();
  }
}

const waiting = (entry: Entry): Entry => ({ ...entry, state: "waiting", fault: undefined });

/** 128 random bits; crypto.randomUUID exists in secure contexts only. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

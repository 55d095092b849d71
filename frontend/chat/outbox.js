// What the person wrote and the server has not yet accepted. One entry of storage a message, so that
// tabs never overwrite each other; one message under way at a time, so that order holds through failures.
// A message may be sent twice after a lost connection: `client_id` makes the server answer it once.
const PATIENCE = 10_000;
const NAME = "outbox:";

export class Outbox {
  entries = [];
  #storage;
  #send;
  #lost;
  #changed;
  #timer = 0;

  /** `send(frame)` tells whether it went out; `lost()` is called when no answer came. */
  constructor({ storage, send, lost, changed }) {
    this.#storage = storage;
    this.#send = send;
    this.#lost = lost;
    this.#changed = changed;
    const kept = storage.names(NAME).map((name) => storage.read(name)).filter(Boolean);
    for (const entry of kept) this.entries.push(entry.state === "failed" ? entry : waiting(entry));
    this.entries.sort((one, other) => one.order - other.order);
  }

  /** `button`: the value of a pressed button; `text` is then its label. */
  add(text, button) {
    const order = Math.max(Date.now(), (this.entries.at(-1)?.order ?? 0) + 1);
    const at = new Date().toISOString();
    this.#put({ client_id: newId(), text, button, order, at, state: "waiting" });
    this.flush();
  }

  /** Send the next one, unless one is under way. */
  flush() {
    if (this.#underway) return;
    const entry = this.entries.find(({ state }) => state === "waiting");
    if (!entry) return;
    const { client_id, text, button } = entry;
    if (!this.#send({ type: "message", client_id, text, ...(button != null && { button }) })) return;
    this.#put({ ...entry, state: "sending" });
    this.#timer = setTimeout(() => this.#lost(), PATIENCE);
  }

  /** The entry the server now has for good, if it is one of ours. */
  accept(client_id) {
    const entry = this.#find(client_id);
    if (entry) this.drop(client_id);
    return entry;
  }

  /** The server will not take it: kept for the person to retry. */
  refuse(client_id, fault) {
    const entry = client_id ? this.#find(client_id) : this.#underway;
    if (!entry) return false;
    this.#settle(entry);
    this.#put({ ...entry, state: "failed", fault });
    this.flush();
    return true;
  }

  /** Too fast for the server: the same message again after `delay` ms. */
  postpone(client_id, delay) {
    const entry = client_id ? this.#find(client_id) : this.#underway;
    if (!entry) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#put(waiting(entry));
      this.flush();
    }, delay);
  }

  disconnected() {
    clearTimeout(this.#timer);
    if (this.#underway) this.#put(waiting(this.#underway));
  }

  retry(client_id) {
    const entry = this.#find(client_id);
    if (entry) this.#put(waiting(entry));
    this.flush();
  }

  drop(client_id) {
    const entry = this.#find(client_id);
    if (!entry) return;
    this.#settle(entry);
    this.entries = this.entries.filter((other) => other !== entry);
    this.#storage.remove(NAME + client_id);
    this.#changed();
    this.flush();
  }

  /** Another tab had one of these accepted. */
  removedElsewhere(name) {
    const client_id = name.startsWith(NAME) && name.slice(NAME.length);
    if (client_id && this.#find(client_id)?.state !== "sending") this.drop(client_id);
  }

  get #underway() {
    return this.entries.find(({ state }) => state === "sending");
  }

  #find(client_id) {
    return this.entries.find((entry) => entry.client_id === client_id);
  }

  #settle(entry) {
    if (entry === this.#underway) clearTimeout(this.#timer);
  }

  #put(entry) {
    const place = this.entries.findIndex(({ client_id }) => client_id === entry.client_id);
    if (place < 0) this.entries.push(entry);
    else this.entries[place] = entry;
    this.#storage.write(NAME + entry.client_id, entry);
    this.#changed();
  }
}

const waiting = (entry) => ({ ...entry, state: "waiting", fault: undefined });

// crypto.randomUUID exists in secure contexts only.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What was said: one list in the order of `seq`, each message once, the last of it kept for the next visit.
const KEPT = 100;
// A number not seen yet is a message on its way, or an event nobody shows. Going back at most this
// far when asking for missed messages costs little: what comes twice is dropped.
const LOOK_BACK = 32;

export class Store {
  messages = [];
  drafts = new Map(); // message id → {id, text, at}: a text still being written by the server
  restarts = []; // the last seq before each restart
  whole = false; // nothing older is left to ask for
  #ids = new Map();
  #seqs = new Set();
  #delivered = 0; // highest seq that came as a message frame; our own receipts prove nothing about others
  #floor = 0;
  #storage;
  #saving = 0;

  constructor(storage) {
    this.#storage = storage;
    const kept = storage.read("history");
    this.#floor = this.#delivered = kept?.after ?? 0;
    this.restarts = kept?.restarts ?? [];
    this.whole = kept?.whole ?? false;
    for (const message of kept?.messages ?? []) this.#insert(message);
  }

  get last() {
    return this.messages.at(-1);
  }

  /** The seq after which to ask for missed messages. */
  get after() {
    const lowest = Math.max(this.#floor, this.#delivered - LOOK_BACK);
    let after = lowest;
    while (after < this.#delivered && this.#seqs.has(after + 1)) after++;
    return after;
  }

  /** A message from the server. False when it was here already. */
  add(message) {
    if (Number.isFinite(message.seq)) this.#delivered = Math.max(this.#delivered, message.seq);
    this.drafts.delete(message.id);
    return this.#insert(message) && this.#save();
  }

  /** Our own message, once the server has it for good; it stays as we showed it, whatever came back first. */
  confirm(message) {
    const known = this.#ids.get(message.id);
    if (known) Object.assign(known, { text: message.text, key: message.key });
    else this.#insert(message);
    this.#save();
  }

  /** Older messages asked for; they are shown, not kept. */
  prepend(messages) {
    for (const message of messages) this.#insert(message);
  }

  append({ message_id: id, text }) {
    if (this.#ids.has(id)) return;
    const draft = this.drafts.get(id) ?? { id, text: "", at: new Date().toISOString() };
    this.drafts.set(id, { ...draft, text: draft.text + text });
  }

  restarted() {
    this.restarts.push(this.last?.seq ?? 0);
    this.#save();
  }

  clear() {
    this.messages = [];
    this.restarts = [];
    this.drafts.clear();
    this.#ids.clear();
    this.#seqs.clear();
    this.#delivered = this.#floor = 0;
    this.save();
  }

  save() {
    clearTimeout(this.#saving);
    this.#saving = 0;
    const messages = this.messages.slice(-KEPT);
    const whole = this.whole && messages.length === this.messages.length;
    const restarts = this.restarts.slice(-20);
    this.#storage.write("history", { after: this.after, messages, restarts, whole });
  }

  #save() {
    this.#saving ||= setTimeout(() => this.save(), 100);
    return true;
  }

  #insert(message) {
    const { id, seq } = message;
    if (this.#ids.has(id) || this.#seqs.has(seq)) return false;
    this.#ids.set(id, message);
    if (Number.isFinite(seq)) this.#seqs.add(seq);
    let place = this.messages.length;
    while (place > 0 && this.messages[place - 1].seq > seq) place--;
    this.messages.splice(place, 0, message);
    return true;
  }
}

// What was said: one list in the order of `seq`, each message once, the last of it kept for the next visit.
import type { Storage } from "./storage";
import type { Attachment, Button, WidgetPart } from "./wire";

const KEPT = 100;
// A number not seen yet is a message on its way, or an event nobody shows. Going back at most this
// far when asking for missed messages costs little: what comes twice is dropped.
const LOOK_BACK = 32;

/** A message as it is kept and shown. `person`: said by somebody, not by a bot; `own`: by the one who looks. */
export interface Message {
  id: string;
  seq: number;
  own: boolean;
  person?: boolean;
  name?: string | null;
  text?: string;
  buttons?: Button[];
  attachments?: Attachment[];
  widget?: WidgetPart | null;
  aside?: boolean;
  at?: string;
  key?: string;
}

/** A text still being written by the server. */
export interface Draft {
  id: string;
  text: string;
  at: string;
}

interface History {
  after?: number;
  messages?: Message[];
  restarts?: number[];
  whole?: boolean;
  of?: string;
}

export class Store {
  messages: Message[] = [];
  readonly drafts = new Map<string, Draft>();
  restarts: number[] = []; // the last seq before each restart
  whole = false; // nothing older is left to ask for
  readonly #ids = new Map<string, Message>();
  readonly #seqs = new Set<number>();
  #delivered = 0; // highest seq that came as a message frame; our own receipts prove nothing about others
  #floor = 0;
  readonly #storage: Storage;
  readonly #me: () => string | undefined;
  of: string | undefined; // whose history this is
  #saving: ReturnType<typeof setTimeout> | undefined;

  /** `me()`: id of the person who talks. */
  constructor(storage: Storage, me: () => string | undefined) {
    this.#storage = storage;
    this.#me = me;
    this.of = me();
    const found = storage.read<History>("history");
    const kept = found?.of === this.of ? found : null;
    this.#floor = this.#delivered = kept?.after ?? 0;
    this.restarts = kept?.restarts ?? [];
    this.whole = kept?.whole ?? false;
    for (const message of kept?.messages ?? []) this.#insert(message);
  }

  get last(): Message | undefined {
    return this.messages.at(-1);
  }

  /** The seq after which to ask for missed messages. */
  get after(): number {
    const lowest = Math.max(this.#floor, this.#delivered - LOOK_BACK);
    let after = lowest;
    while (after < this.#delivered && this.#seqs.has(after + 1)) after++;
    return after;
  }

  /** A message from the server. False when it was here already. */
  add(message: Message): boolean {
    if (Number.isFinite(message.seq)) this.#delivered = Math.max(this.#delivered, message.seq);
    this.drafts.delete(message.id);
    return this.#insert(message) && this.#save();
  }

  /** Our own message, once the server has it for good; it stays as we showed it, whatever came back first. */
  confirm(message: Message): void {
    const known = this.#ids.get(message.id);
    if (known) Object.assign(known, { text: message.text, key: message.key });
    else this.#insert(message);
    this.#save();
  }

  /** Older messages asked for; they are shown, not kept. */
  prepend(messages: readonly Message[]): void {
    for (const message of messages) this.#insert(message);
  }

  append(id: string, text: string): void {
    if (this.#ids.has(id)) return;
    const draft = this.drafts.get(id) ?? { id, text: "", at: new Date().toISOString() };
    this.drafts.set(id, { ...draft, text: draft.text + text });
  }

  restarted(): void {
    this.restarts.push(this.last?.seq ?? 0);
    this.#save();
  }

  clear(): void {
    this.messages = [];
    this.restarts = [];
    this.drafts.clear();
    this.#ids.clear();
    this.#seqs.clear();
    this.#delivered = this.#floor = 0;
    this.of = this.#me();
    this.save();
  }

  save(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    const of = this.of;
    if (of !== this.#me()) return;
    const messages = this.messages.slice(-KEPT);
    const whole = this.whole && messages.length === this.messages.length;
    const restarts = this.restarts.slice(-20);
    this.#storage.write("history", { after: this.after, messages, restarts, whole, of });
  }

  #save(): boolean {
    this.#saving ??= setTimeout(() => this.save(), 100);
    return true;
  }

  #insert(message: Message): boolean {
    const { id, seq } = message;
    if (this.#ids.has(id) || this.#seqs.has(seq)) return false;
    this.#ids.set(id, message);
    if (Number.isFinite(seq)) this.#seqs.add(seq);
    let place = this.messages.length;
    while (place > 0 && (this.messages[place - 1]?.seq ?? 0) > seq) place--;
    this.messages.splice(place, 0, message);
    return true;
  }
}

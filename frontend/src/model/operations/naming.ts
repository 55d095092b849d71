import { isObject } from "../json";
import { inside, LISTS, partId, type Kind, type Part } from "./kinds";
import { ChangeRefused, unfit } from "./refusal";

const LETTERS: Readonly<Partial<Record<Kind, string>>> = {
  step: "s",
  group: "g",
  connection: "c",
  request: "r",
  note: "n",
};

/** Ids of parts: unique in the bot, made where they are left out (flow-language.md 1). */
export class Names {
  #taken = new Map<Kind, Map<string, number>>();
  #next = new Map<Kind, number>();

  constructor(document: Part) {
    for (const [kind, part] of inside("bot", document)) this.#count(kind, partId(kind, part), 1);
  }

  /** The part with every id it and its inner parts lack. */
  give(kind: Kind, part: Part): Part {
    let named = part["id"] || kind === "template" ? part : { ...part, id: this.#free(kind) };
    if (typeof named["id"] !== "string") throw unfit("An id is a text.");
    this.#count(kind, partId(kind, named), 1);
    for (const [key, inner] of Object.entries(LISTS[kind])) {
      const held = named[key];
      if (held === null || held === undefined) continue;
      named = { ...named, [key]: partsIn(held).map((one) => this.give(inner, one)) };
    }
    return named;
  }

  /** The part is gone, with all that was in it. */
  forget(kind: Kind, part: Part): void {
    this.#count(kind, partId(kind, part), -1);
    for (const [inner, one] of inside(kind, part)) this.#count(inner, partId(inner, one), -1);
  }

  /** Refused with `change:id_taken` where two parts have one id. */
  check(): void {
    for (const [kind, taken] of this.#taken) {
      for (const [name, times] of taken) {
        if (times > 1)
          throw new ChangeRefused("change:id_taken", `Another ${kind} of this bot has the id ${name}.`);
      }
    }
  }

  #free(kind: Kind): string {
    for (;;) {
      const number = (this.#next.get(kind) ?? 0) + 1;
      this.#next.set(kind, number);
      const name = `${LETTERS[kind] ?? ""}${number}`;
      if (!this.#taken.get(kind)?.get(name)) return name;
    }
  }

  #count(kind: Kind, name: string, more: number): void {
    const taken = this.#taken.get(kind) ?? new Map<string, number>();
    this.#taken.set(kind, taken);
    taken.set(name, (taken.get(name) ?? 0) + more);
  }
}

/** Later operations of the same change walk into these: nothing else may stand there. */
function partsIn(found: unknown): Part[] {
  if (!Array.isArray(found) || !found.every(isObject)) throw unfit("A list of parts is a list of objects.");
  return found;
}

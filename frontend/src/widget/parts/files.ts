// The files a person is about to send: each uploads at once, and waits here for the message it goes with.
import { h, icon } from "../dom";
import type { LanguageCode } from "../messages";
import { ATTACH, CLOSE, FILE } from "../shapes";
import { wear } from "../sheets";
import css from "../styles/files.css?inline";
import type { Attachment } from "../wire";
import { partTexts, type PartWord } from "./messages";
import { Unsent } from "./upload";

export { attachment } from "./attachments";
export { send } from "./upload";

const MOST = 20; // to a message (interfaces.md)
const FAULTS: Readonly<Record<string, PartWord>> = {
  "api:too_large": "fileTooLarge",
  "attachment:empty": "fileEmpty",
  "attachment:no_room": "fileNoRoom",
  "attachment:too_many": "fileNoRoom",
};
const FINAL: readonly PartWord[] = ["fileTooLarge", "fileEmpty"]; // the same file again would fare no better

/** The server's answer to a file; `progress` is told 0 to 1. */
export type Upload = (
  file: File,
  progress: (part: number) => void,
  signal: AbortSignal,
) => Promise<Attachment>;

interface Entry {
  file: File;
  name: string;
  node: HTMLElement;
  bar: HTMLProgressElement;
  wrong: HTMLElement;
  again: HTMLButtonElement;
  leaving: AbortController;
  fault: string;
  sent: Attachment | null;
}

export class Tray {
  readonly node: HTMLElement;
  #files: Entry[] = [];
  readonly #say: (word: PartWord) => string;
  readonly #send: Upload;
  readonly #changed: () => void;
  readonly #list: HTMLElement;
  readonly #status = h("div", { class: "unseen", role: "status" });

  /** `changed()` is called after anything that counts. */
  constructor(code: LanguageCode, send: Upload, changed: () => void) {
    this.#say = partTexts(code);
    this.#send = send;
    this.#changed = changed;
    this.#list = h("ul", { class: "tray", "aria-label": this.#say("files"), hidden: true });
    this.node = h("div", { class: "files" }, this.#list, this.#status);
  }

  /** What can go out now, as attachments of a message. */
  get ready(): Attachment[] {
    return this.#files.flatMap(({ sent }) => sent ?? []);
  }

  get busy(): boolean {
    return this.#files.some(({ sent, fault }) => !sent && !fault);
  }

  /** `most`: bytes one may have, where fewer than the server takes. */
  add(files: readonly File[], most = Infinity): void {
    const room = MOST - this.#files.length;
    for (const file of files.slice(0, room)) this.#begin(file, most);
    if (files.length > room) this.#tell(this.#say("filesTooMany").replace("{n}", String(MOST)));
  }

  /** Forget what went out with a message; what failed stays. */
  clear(): void {
    for (const entry of this.#files.filter(({ sent }) => sent)) this.#drop(entry);
  }

  /** Nobody waits for the uploads any more. */
  stop(): void {
    for (const { leaving } of this.#files) leaving.abort();
  }

  #begin(file: File, most: number): void {
    const say = this.#say;
    const name = file.name || say("attachment");
    const named = (key: PartWord) => `${say(key)}: ${name}`;
    const bar = h("progress", { max: 1, value: 0, "aria-label": named("fileSending") });
    const wrong = h("span", { class: "wrong" });
    const onretry = { type: "button", "aria-label": named("retry"), onclick: () => this.#retry(entry) };
    const again = h("button", onretry, say("retry"));
    const away = {
      "aria-label": named("fileRemove"),
      title: say("fileRemove"),
      onclick: () => this.#remove(entry),
    };
    const remove = h("button", { class: "remove", type: "button", ...away }, icon(CLOSE));
    const what = h("div", { class: "what" }, h("bdi", {}, name), bar, wrong);
    const node = h("li", {}, icon(FILE), what, again, remove);
    const entry: Entry = {
      file,
      name,
      node,
      bar,
      wrong,
      again,
      leaving: new AbortController(),
      fault: "",
      sent: null,
    };
    this.#files.push(entry);
    this.#list.append(node);
    if (file.size > most) this.#fail(entry, { code: "api:too_large", limit: most });
    else void this.#start(entry);
  }

  async #start(entry: Entry): Promise<void> {
    Object.assign(entry, { fault: "", sent: null, leaving: new AbortController() });
    entry.again.hidden = true;
    this.#draw(entry);
    try {
      entry.sent = await this.#send(entry.file, (part) => (entry.bar.value = part), entry.leaving.signal);
      this.#tell(`${this.#say("fileReady")}: ${entry.name}`);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code !== "aborted") this.#fail(entry, refusal);
      return;
    }
    this.#draw(entry);
  }

  #fail(entry: Entry, refusal: Refusal): void {
    const reason = reasonOf(refusal);
    entry.fault = this.#say(reason) + this.#limit(reason, refusal);
    entry.again.hidden = FINAL.includes(reason);
    this.#tell(`${entry.name}: ${entry.fault}`);
    this.#draw(entry);
  }

  #limit(reason: PartWord, { limit }: Refusal): string {
    if (!limit || reason !== "fileTooLarge") return "";
    return ` (${this.#say("fileLimit").replace("{n}", String(megabytes(limit)))})`;
  }

  #draw({ node, bar, fault, wrong, sent }: Entry): void {
    this.#list.hidden = !this.#files.length;
    bar.hidden = Boolean(sent ?? fault);
    wrong.textContent = fault;
    wrong.hidden = !fault;
    node.className = fault ? "failed" : sent ? "ready" : "going";
    this.#changed();
  }

  #retry(entry: Entry): void {
    entry.bar.value = 0;
    void this.#start(entry);
  }

  #remove(entry: Entry): void {
    entry.leaving.abort();
    this.#drop(entry);
    this.#tell(`${this.#say("fileRemoved")}: ${entry.name}`);
  }

  #drop(entry: Entry): void {
    entry.node.remove();
    this.#files = this.#files.filter((other) => other !== entry);
    this.#list.hidden = !this.#files.length;
    this.#changed();
  }

  #tell(text: string): void {
    this.#status.textContent = text;
  }
}

interface Refusal {
  code?: string;
  status?: number;
  limit?: number;
}

const refusalOf = (error: unknown): Refusal => (error instanceof Unsent ? error : {});

function reasonOf({ status, code = "" }: Refusal): PartWord {
  if (Object.hasOwn(FAULTS, code)) return FAULTS[code] ?? "fileFailed";
  return status === 413 ? "fileTooLarge" : status === 429 ? "fileLater" : "fileFailed";
}

const megabytes = (bytes: number): number => Math.max(0.1, Math.floor(bytes / 104857.6) / 10);

/** What files of messages wear. */
export const dress = (node: Node): void => wear(node, css);

/** A tray at the top of a composer. */
export function trayIn(composer: HTMLElement, code: LanguageCode, send: Upload, changed: () => void): Tray {
  const tray = new Tray(code, send, changed);
  composer.prepend(tray.node);
  wear(composer, css);
  return tray;
}

/**
 * Takes files dragged onto `target`, from the first time any are over it, and says where they will go while they
 * are. `dropped` may be told nothing where the chat is closed.
 */
export function takeDrops(target: HTMLElement, code: LanguageCode, dropped: (files: FileList) => void): void {
  wear(target, css);
  const veil = h(
    "div",
    { class: "veil", "aria-hidden": "true" },
    h("div", {}, icon(ATTACH), partTexts(code)("dropHere")),
  );
  target.append(veil);
  let inside = 1; // elements of ours that the pointer is in: entering a child comes before leaving its parent
  const on = (name: "dragenter" | "dragleave" | "drop", count: () => number) =>
    target.addEventListener(name, ({ dataTransfer }) => {
      if (!dataTransfer?.types.includes("Files")) return;
      inside = count();
      veil.hidden = inside <= 0;
      if (name === "drop") dropped(dataTransfer.files);
    });
  on("dragenter", () => inside + 1);
  on("dragleave", () => inside - 1);
  on("drop", () => 0);
}

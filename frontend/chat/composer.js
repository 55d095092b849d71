import { h, icon, precise } from "./dom.js";

const TALLEST = 160;

/** Where the person writes: Enter sends, Shift+Enter begins a line; the draft outlives a reload. */
export class Composer {
  #input;
  #send;
  #draft;
  #said;

  /** `draft`: its name in sessionStorage; `said(text)` is called with what was written. */
  constructor({ language: { say }, draft, said }) {
    this.#draft = draft;
    this.#said = said;
    const label = say("write");
    this.#input = h("textarea", {
      rows: 1, dir: "auto", placeholder: label, "aria-label": label, enterkeyhint: "send", autocapitalize: "sentences",
      oninput: () => this.#grow(), onkeydown: (event) => this.#key(event),
    });
    this.#send = h("button", { class: "send", "aria-label": say("send"), title: say("send") }, icon("send"));
    this.node = h("form", { class: "composer", onsubmit: (event) => this.#submit(event) }, this.#input, this.#send);
    this.#input.value = kept(draft);
    this.#send.disabled = !this.#input.value.trim();
  }

  /** Ready to be typed in, where that opens no keyboard on the screen. */
  focus() {
    if (precise()) this.#input.focus({ preventScroll: true });
    this.#grow();
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    this.#submit(event);
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#input.value.trim();
    if (!text) return;
    this.#input.value = "";
    this.#grow();
    this.#input.focus();
    this.#said(text);
  }

  #grow() {
    const { style } = this.#input;
    style.height = "auto";
    const border = this.#input.offsetHeight - this.#input.clientHeight;
    style.height = `${Math.min(TALLEST, this.#input.scrollHeight + border)}px`;
    this.#send.disabled = !this.#input.value.trim();
    keep(this.#draft, this.#input.value);
  }
}

function kept(name) {
  try {
    return sessionStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

function keep(name, text) {
  try {
    sessionStorage.setItem(name, text);
  } catch {
    // Without storage the draft lives as long as the page.
  }
}

// <dbcv-chat channel="…" server="…" language="en|ru" theme="auto|light|dark">: the whole chat in a shadow root.
import { Conversation } from "./conversation.js";
import { chooseLanguage, speak } from "./messages/index.js";
import { sheet } from "./styles.js";
import { View } from "./view.js";

class DbcvChat extends HTMLElement {
  static observedAttributes = ["channel", "server", "language"];
  #root = this.attachShadow({ mode: "open" });
  #conversation = null;
  #view = null;
  #told = "";

  connectedCallback() {
    this.#root.adoptedStyleSheets = [sheet()];
    this.#begin();
  }

  disconnectedCallback() {
    this.#end();
  }

  attributeChangedCallback(name, before, now) {
    if (this.#conversation && before !== now) this.#begin();
  }

  #begin() {
    this.#end();
    const channel = this.getAttribute("channel");
    if (!channel) return;
    const server = new URL(this.getAttribute("server") || "/", import.meta.url).href.replace(/\/*$/, "/");
    const language = speak(chooseLanguage(this.getAttribute("language")));
    const conversation = new Conversation({ server, channel, changed: () => this.#changed() });
    this.#conversation = conversation;
    this.#view = new View({ conversation, language, draft: `dbcv:${server}:${channel}:draft` });
    this.#root.replaceChildren(this.#view.node);
    this.#view.focus();
    performance.mark("dbcv-usable");
    conversation.start();
    this.#tell();
  }

  #end() {
    this.#conversation?.stop();
    this.#view?.stop();
    this.#conversation = this.#view = null;
    this.#root.replaceChildren();
  }

  #changed() {
    this.#view?.changed();
    if (this.#view) this.#tell();
  }

  // The page around decides what to do with a name and a count of unread messages.
  #tell() {
    const { name, unread } = this.#conversation;
    const told = `${unread} ${name}`;
    if (told === this.#told) return;
    this.#told = told;
    this.dispatchEvent(new CustomEvent("dbcv-status", { detail: { name, unread } }));
  }
}

customElements.define("dbcv-chat", DbcvChat);

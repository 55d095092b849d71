import { h, icon } from "./dom.js";

const STATES = { open: "connected", connecting: "connecting", waiting: "noConnection", denied: "noConnection" };

/** The bar above the messages: whose chat it is, whether it is connected, starting over, signing out. */
export class Header {
  #avatar = h("span", { class: "avatar", "aria-hidden": "true" });
  #title = h("h1", { dir: "auto" });
  #status = h("p", { class: "status" });
  #restart;
  #leave;
  #say;
  #conversation;

  constructor({ conversation, language: { say } }) {
    this.#conversation = conversation;
    this.#say = say;
    const ask = confirmation(say, () => conversation.restart());
    this.#restart = tool(say("restart"), "restart", () => ask.showModal());
    this.#leave = tool(say("signOut"), "leave", () => conversation.signOut());
    this.node = h("header", {}, this.#avatar, h("div", { class: "who" }, this.#title, this.#status), this.#leave, this.#restart, ask);
  }

  update(state) {
    const name = this.#conversation.name || this.#say("chat");
    this.#avatar.textContent = [...name][0].toUpperCase();
    this.#title.textContent = name;
    this.#status.textContent = this.#say(STATES[state]);
    this.#status.className = `status ${state}`;
    this.#status.hidden = state === "denied";
    this.#restart.disabled = this.#conversation.connection.state !== "open";
    this.#restart.hidden = state === "denied" || !this.#conversation.store.last;
    this.#leave.hidden = !this.#conversation.identity.signedIn;
  }
}

function tool(label, shape, onclick) {
  return h("button", { class: "tool", type: "button", "aria-label": label, title: label, onclick }, icon(shape));
}

function confirmation(say, confirmed) {
  const close = () => dialog.close();
  const go = () => {
    close();
    confirmed();
  };
  const dialog = h("dialog", { "aria-labelledby": "ask", "aria-describedby": "note" },
    h("h2", { id: "ask" }, say("restartAsk")),
    h("p", { id: "note" }, say("restartNote")),
    h("div", { class: "choices" },
      h("button", { type: "button", onclick: close }, say("cancel")),
      h("button", { class: "primary", type: "button", onclick: go }, say("restart"))));
  return dialog;
}

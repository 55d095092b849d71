// One message as a node that changes as little as it can: screen readers hear what is replaced.
import { arrange, h, icon } from "./dom.js";
import { attachment, linked } from "./links.js";

export class Bubble {
  #text = h("div", { class: "text", dir: "auto" });
  #meta = h("div", { class: "meta" });
  #body = h("div", { class: "bubble" }, this.#text, this.#meta);
  #shown = {};
  #context;

  /** `context`: {server, language, on: {press, retry, discard}}. */
  constructor(item, context) {
    this.#context = context;
    this.node = h("article", { class: item.own ? "own" : "other" }, this.#body);
    this.update(item);
  }

  update(item) {
    const { say } = this.#context.language;
    const who = item.own ? say("you") : item.name || say("bot");
    this.node.setAttribute("aria-label", who);
    this.node.classList.toggle("follows", item.follows);
    this.node.toggleAttribute("aria-busy", item.state === "streaming");
    if (this.#differs("text", item.text ?? "")) this.#writeText(item);
    if (this.#differs("parts", JSON.stringify([item.attachments, item.widget, item.label]))) this.#attach(item);
    if (this.#differs("state", [item.state, item.fault, item.at].join())) this.#mark(item);
    if (this.#differs("buttons", JSON.stringify(item.buttons ?? []))) this.#offer(item);
  }

  #differs(part, value) {
    if (this.#shown[part] === value) return false;
    this.#shown[part] = value;
    return true;
  }

  #writeText(item) {
    this.#text.replaceChildren(...linked(String(item.text ?? ""), this.#context.server));
    this.#text.hidden = !item.text;
  }

  #attach(item) {
    const { server, language } = this.#context;
    const files = (item.attachments ?? []).map((one) => attachment(one, { server, say: language.say }));
    const name = item.label && h("div", { class: "name", dir: "auto" }, item.label);
    const note = item.widget && h("div", { class: "note" }, language.say("unsupported"));
    arrange(this.#body, [name, this.#text, ...files, note, this.#meta].filter(Boolean));
    this.#body.classList.toggle("pictured", files.some((file) => file.matches(".picture")));
  }

  #mark({ own, state, fault, at, client_id }) {
    const { language, on } = this.#context;
    const { say } = language;
    const date = new Date(at);
    const known = !Number.isNaN(date.valueOf());
    const time = known && h("time", { datetime: date.toISOString() }, language.time(date));
    const mark = own && h("span", { class: `state ${state}`, role: "img", "aria-label": say(state), title: say(state) }, icon(state));
    this.#meta.replaceChildren(...[time, mark].filter(Boolean));
    this.node.querySelector(".fault")?.remove();
    if (state !== "failed") return;
    const retry = h("button", { type: "button", onclick: () => on.retry(client_id) }, say("retry"));
    const discard = h("button", { type: "button", onclick: () => on.discard(client_id) }, say("discard"));
    this.node.append(h("div", { class: "fault" }, h("span", {}, fault || say("failed")), retry, discard));
  }

  #offer(item) {
    this.node.querySelector(".buttons")?.remove();
    if (!item.buttons?.length) return;
    const choose = (button) => () => this.#context.on.press(item, button);
    const nodes = item.buttons.map((button) =>
      h("button", { type: "button", dir: "auto", onclick: choose(button) }, button.text || button.value),
    );
    const label = this.#context.language.say("reply");
    this.node.append(h("div", { class: "buttons", role: "group", "aria-label": label }, ...nodes));
  }
}

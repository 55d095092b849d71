// The chat as it is seen. Draws at most once a frame, from the conversation, whatever changed.
import { Bubble } from "./bubbles.js";
import { Composer } from "./composer.js";
import { arrange, h, icon } from "./dom.js";
import { Header } from "./header.js";
import { itemsOf } from "./items.js";

const PATIENCE = 1_000; // shorter losses of the connection pass unmentioned
const NEAR = 60;

export class View {
  #conversation;
  #language;
  #context;
  #header;
  #composer;
  #log;
  #list;
  #empty;
  #earlier;
  #dots;
  #pill;
  #banner;
  #bannerText;
  #retry;
  #stage;
  #gate;
  #sizes;
  #nodes = new Map(); // key → Bubble or separator
  #frame = 0;
  #stuck = true; // to the latest message
  #top = 0;
  #missed = 0;
  #count = 0;
  #since = 0; // when the connection was lost
  #timer = 0;

  constructor({ conversation, language, draft }) {
    const { say } = language;
    this.#conversation = conversation;
    this.#language = language;
    this.#context = { server: conversation.server, language, on: this.#on };
    this.#header = new Header({ conversation, language });
    this.#composer = new Composer({ language, draft, said: (text) => this.#say(text) });
    this.#list = h("div", { class: "list" });
    this.#empty = h("p", { class: "empty" }, say("empty"));
    this.#earlier = h("button", { class: "earlier", type: "button", onclick: () => this.#askEarlier() }, say("earlier"));
    this.#dots = h("div", { class: "typing", role: "img", "aria-label": say("typing") }, h("i"), h("i"), h("i"));
    this.#log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": say("log"), tabindex: 0 },
      this.#earlier, this.#list, this.#dots, this.#empty);
    this.#pill = h("button", { class: "pill", type: "button", onclick: () => this.#toBottom() });
    const retry = h("button", { type: "button", onclick: () => conversation.connection.retry() }, say("tryNow"));
    this.#bannerText = h("span");
    this.#banner = h("div", { class: "banner", role: "status" }, this.#bannerText, retry);
    this.#retry = retry;
    this.#stage = h("div", { class: "stage" }, this.#log, this.#pill);
    this.node = h("section", { class: "chat", lang: language.language },
      this.#header.node, this.#banner, this.#stage, this.#composer.node);
    this.#log.addEventListener("scroll", () => this.#scrolled());
    this.#sizes = new ResizeObserver(() => this.#stuck && this.#stick());
    for (const node of [this.#log, this.#list, this.#dots]) this.#sizes.observe(node);
    this.#draw();
  }

  #on = {
    press: (message, button) => {
      this.#stuck = true;
      this.#conversation.press(message, button);
      this.#composer.focus();
    },
    retry: (id) => this.#conversation.outbox.retry(id),
    discard: (id) => this.#conversation.outbox.drop(id),
  };

  focus() {
    this.#composer.focus();
  }

  stop() {
    this.#sizes.disconnect();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
  }

  changed() {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    const conversation = this.#conversation;
    const denied = conversation.connection.state === "denied";
    const items = itemsOf(conversation);
    arrange(this.#list, items.map((item) => this.#node(item)));
    this.#forget(items);
    this.#empty.hidden = items.length > 0 || conversation.connection.state !== "open" || conversation.typing;
    this.#earlier.hidden = !((conversation.store.messages[0]?.seq ?? 1) > 1) || conversation.store.whole;
    this.#dots.hidden = !conversation.typing;
    this.#drawConnection();
    this.#drawGate(denied);
    this.#follow(conversation.store.messages.length);
  }

  #node(item) {
    const known = this.#nodes.get(item.key);
    if (known instanceof Bubble) known.update(item);
    const made = known ?? (item.day || item.restart ? this.#separator(item) : new Bubble(item, this.#context));
    this.#nodes.set(item.key, made);
    return made.node ?? made;
  }

  #forget(items) {
    const shown = new Set(items.map(({ key }) => key));
    for (const key of this.#nodes.keys()) if (!shown.has(key)) this.#nodes.delete(key);
  }

  #separator({ day }) {
    const text = day ? this.#language.day(day) : this.#language.say("restarted");
    return h("div", { class: day ? "day" : "day restart" }, h("span", {}, text));
  }

  #drawConnection() {
    const { connection, fault } = this.#conversation;
    const lost = connection.state === "connecting" || connection.state === "waiting";
    this.#since = lost ? this.#since || Date.now() : 0;
    const left = this.#since + PATIENCE - Date.now();
    clearTimeout(this.#timer);
    if (lost && left > 0) this.#timer = setTimeout(() => this.changed(), left + 1);
    const told = lost && left <= 0;
    this.#header.update(told ? "waiting" : lost ? "connecting" : connection.state);
    this.#banner.hidden = !told && !fault;
    this.#retry.hidden = !told;
    const text = told ? this.#language.say("kept") : fault;
    if (this.#bannerText.textContent !== text) this.#bannerText.textContent = text;
  }

  async #drawGate(denied) {
    this.#stage.hidden = this.#composer.node.hidden = denied;
    if (Boolean(this.#gate) === denied) return;
    this.#gate?.remove();
    this.#gate = denied ? h("div", { class: "gate", role: "alert" }) : null;
    if (!denied) return;
    const place = this.#gate;
    this.node.append(place);
    const { panel } = await import("./gate.js"); // few ever see it
    place.append(panel({ conversation: this.#conversation, language: this.#language }));
  }

  #follow(count) {
    if (!this.#stuck && count > this.#count) this.#missed += count - this.#count;
    this.#count = count;
    if (this.#stuck) this.#stick();
    this.#drawPill();
  }

  #drawPill() {
    const { say } = this.#language;
    this.#pill.hidden = this.#stuck;
    const text = this.#missed ? say("newMessages", this.#missed) : "";
    this.#pill.replaceChildren(icon("down"), text);
    this.#pill.setAttribute("aria-label", text || say("toBottom"));
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#log;
    const near = scrollHeight - scrollTop - clientHeight < NEAR;
    // Only a reader goes up; pictures and new messages push the end away without moving the top.
    const stuck = near || (this.#stuck && scrollTop >= this.#top);
    this.#top = scrollTop;
    if (stuck === this.#stuck) return;
    this.#stuck = stuck;
    this.#missed = 0;
    this.#drawPill();
  }

  #stick() {
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  #toBottom() {
    this.#log.scrollTo({ top: this.#log.scrollHeight, behavior: "smooth" });
    this.#composer.focus();
  }

  #say(text) {
    this.#stuck = true;
    this.#conversation.say(text);
  }

  async #askEarlier() {
    const { scrollHeight, scrollTop } = this.#log;
    const before = this.#conversation.store.messages.length;
    await this.#conversation.earlier();
    this.#count += this.#conversation.store.messages.length - before;
    this.#draw();
    this.#log.scrollTop = scrollTop + this.#log.scrollHeight - scrollHeight;
  }
}

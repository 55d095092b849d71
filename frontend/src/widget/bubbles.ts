// One message as a node that changes as little as it can: screen readers hear what is replaced.
import { h, icon } from "./dom";
import type { Item } from "./items";
import { linked } from "./links";
import type { Language } from "./messages";
import { parts } from "./parts";
import { FAILED, SENT, WAITING } from "./shapes";
import { when } from "./when";
import type { Button, Said, Wanted } from "./wire";

type Widgets = typeof import("./parts/widgets");

/** What a message's parts lead to. */
export interface BubbleEvents {
  press(item: Item, button: Button): void;
  answer(item: Item, said: Said): void;
  attach(wanted: Wanted): void;
  retry(client_id: string): void;
  discard(client_id: string): void;
}

/** How frames inside the chat are to be dressed. */
export interface Look {
  dark: boolean;
  properties: Readonly<Record<string, string>>;
}

export interface BubbleContext {
  server: string;
  language: Language;
  on: BubbleEvents;
  look(): Look;
}

/** A message as it is drawn. */
export interface Bubble {
  node: HTMLElement;
  update(item: Item): void;
}

export function bubble(item: Item, { server, language, on, look }: BubbleContext): Bubble {
  const { say } = language;
  const text = h("div", { class: "text", dir: "auto" });
  const meta = h("div", { class: "meta" });
  const body = h("div", { class: "bubble" }, text, meta);
  const holder = h("div", { class: "holder" });
  const node = h("article", { class: item.own ? "own" : "other" }, body, holder);
  const shown: Record<string, string> = {};
  const differs = (part: string, value: unknown) => shown[part] !== (shown[part] = JSON.stringify(value));

  // Few messages have files or a widget: what draws them comes with the first.
  const attach = ({ attachments = [], label }: Item) => {
    body.querySelectorAll(".name, .file, .picture").forEach((old) => old.remove());
    if (label) body.prepend(h("div", { class: "name", dir: "auto" }, label));
    if (!attachments.length) return;
    when(parts.files(), ({ attachment, dress }) => {
      dress(body);
      body.querySelectorAll(".file, .picture").forEach((old) => old.remove());
      meta.before(...attachments.map((one) => attachment(one, server, say("attachment"))));
      body.classList.toggle("pictured", Boolean(body.querySelector(".picture")));
    });
  };
  const offerWidget = (given: Item, { showWidget }: Widgets) => {
    const { widget, open = false } = given;
    if (!widget || shown.widget !== JSON.stringify([widget, given.open])) return;
    const told = { open, server, language: language.code, look: look() };
    const drawn = showWidget(holder, widget, {
      ...told,
      press: (button) => on.press(given, button),
      answer: (said) => on.answer(given, said),
      attach: on.attach,
    });
    const bare = !given.text && !given.attachments?.length;
    body.querySelector(".note")?.remove();
    if (bare && !drawn) meta.before(h("div", { class: "note", dir: "auto" }, instead(given)));
    body.hidden = bare && drawn;
  };
  // A message that is nothing but a widget is never an empty bubble.
  const instead = ({ widget, open, buttons }: Item) => {
    const asked = widget?.props?.label ?? widget?.props?.title;
    if (asked && typeof asked === "string") return asked;
    return open && !buttons?.length ? say("unsupported") : "…";
  };
  const mark = ({ own, state, at, ...failed }: Item) => {
    const date = new Date(at ?? NaN);
    const known = !isNaN(+date);
    meta.replaceChildren(known ? h("time", { datetime: date.toISOString() }, language.time(date)) : "");
    if (own && state !== "streaming") {
      const shape = state === "sent" ? SENT : state === "failed" ? FAILED : WAITING;
      meta.append(
        h(
          "span",
          { class: `state ${state}`, role: "img", "aria-label": say(state), title: say(state) },
          icon(shape),
        ),
      );
    }
    node.querySelector(".fault")?.remove();
    if (state !== "failed") return;
    when(parts.trouble(), ({ failure }) => {
      node.querySelector(".fault")?.remove();
      holder.after(failure(failed, language.code, on));
    });
  };
  const offer = (given: Item) => {
    node.querySelector(".buttons")?.remove();
    if (!given.buttons?.length) return;
    const nodes = given.buttons.map((button) => {
      const onclick = () => on.press(given, button);
      return h("button", { type: "button", dir: "auto", onclick }, button.text || button.value);
    });
    node.append(h("div", { class: "buttons", role: "group", "aria-label": say("reply") }, ...nodes));
  };
  const update = (given: Item) => {
    const said = String(given.text ?? "");
    node.ariaLabel = given.own ? say("you") : given.name || say("bot");
    node.classList.toggle("follows", Boolean(given.follows));
    node.toggleAttribute("aria-busy", given.state === "streaming");
    if (differs("text", said)) text.replaceChildren(...linked(said, server));
    text.hidden = !said;
    if (differs("parts", [given.attachments, given.label])) attach(given);
    if (differs("widget", [given.widget, given.open]) && given.widget) {
      when(parts.widgets(), (part) => offerWidget(given, part));
    }
    if (differs("state", [given.state, given.fault, given.at])) mark(given);
    if (differs("buttons", given.buttons)) offer(given);
  };
  update(item);
  return { node, update };
}

// Where a chat is that opens from a button in the corner of somebody's page.
import type { Conversation } from "./conversation";
import { h, icon, tool } from "./dom";
import type { Language } from "./messages";
import { parts } from "./parts";
import { CHAT, CLOSE } from "./shapes";
import { when } from "./when";

/** `opened(open)`: the person, or the page, opened or closed it. */
interface Needs {
  language: Language;
  left: boolean;
  greeting: string;
  opened(open: boolean): void;
}

export interface Dock {
  node: HTMLElement;
  isOpen(): boolean;
  set(open: boolean): void;
  /** Where the chat goes. */
  panel: HTMLElement;
  /** How many messages wait to be read. */
  count(unread: number): void;
}

const REACHABLE = "button, textarea, input, a, iframe, [tabindex='0']";

/** The dock of a conversation in an element of its own, closed: it greets who has not been here before. */
export function docked(box: Element, conversation: Conversation, { greeting, ...needs }: Needs): Dock {
  const shown = dock({ ...needs, greeting: conversation.known ? "" : greeting });
  conversation.watched = false;
  box.replaceChildren(shown.node);
  return shown;
}

export function dock({ language: { say, code }, left, greeting, opened }: Needs): Dock {
  let isOpen = false;
  const near = () => when(parts.view(), () => undefined); // whoever comes near the button may press it
  const set = (open: boolean) => {
    if (isOpen === open) return;
    isOpen = open;
    panel.hidden = !open;
    if (hello) hello.remove();
    count(0);
    opened(open);
    if (!open) button.focus({ preventScroll: true });
  };
  const count = (unread: number) => {
    const waiting = isOpen ? 0 : unread;
    const label = say(isOpen ? "close" : "show");
    badge.hidden = !waiting;
    badge.textContent = String(waiting);
    button.ariaLabel = waiting ? `${label} (${waiting})` : label;
    button.title = label;
    button.ariaExpanded = String(isOpen);
    button.replaceChildren(icon(isOpen ? CLOSE : CHAT), badge);
  };
  // Whoever came in by the keyboard stays in until Escape: the page behind is another place.
  const onkeydown = (event: KeyboardEvent) => {
    if (event.key === "Escape") set(false);
    if (event.key !== "Tab") return;
    const all = [...panel.querySelectorAll<HTMLElement>(REACHABLE)];
    const reachable = all.filter((node) => node.checkVisibility() && !node.matches(":disabled"));
    const [from, to] = event.shiftKey ? [0, -1] : [-1, 0];
    if ((panel.getRootNode() as ShadowRoot).activeElement !== reachable.at(from)) return;
    event.preventDefault();
    reachable.at(to)?.focus();
  };
  const panel = h("div", {
    class: "panel",
    role: "dialog",
    "aria-label": say("chat"),
    hidden: true,
    onkeydown,
  });
  const badge = h("span", { class: "badge" });
  const button = h("button", {
    class: "launcher",
    type: "button",
    onclick: () => set(!isOpen),
    onpointerenter: near,
    onfocus: near,
  });
  const hello: HTMLElement | "" =
    greeting &&
    h(
      "div",
      { class: "teaser" },
      h("button", { type: "button", class: "hello", dir: "auto", onclick: () => set(true) }, greeting),
      tool(say("dismiss"), CLOSE, () => hello && hello.remove()),
    );
  const node = h("div", { class: left ? "dock left" : "dock", lang: code }, panel, hello, button);
  count(0);
  return { node, isOpen: () => isOpen, set, panel, count };
}

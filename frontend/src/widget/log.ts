// The list of messages: what is said, in order, scrolled to the latest unless the reader went up.
import type { Conversation } from "./conversation";
import { type Bubble, bubble, type BubbleContext } from "./bubbles";
import { arrange, h } from "./dom";
import type { Item, Separator } from "./items";
import { parts } from "./parts";
import type { Extent, Scrollback } from "./parts/scrollback";
import { when } from "./when";

const NEAR = 60;
const ABOVE = 8;

/** `changed()`: older messages came; `bottom()`: the reader is back. */
interface Needs {
  context: BubbleContext;
  greeting: string;
  conversation: Conversation;
  changed(): void;
  bottom(): void;
}

interface State extends Extent {
  items: readonly (Item | Separator)[];
  typing: boolean;
  empty: boolean;
}

export function log({ context, greeting, conversation, changed, bottom }: Needs) {
  const { say, day, code } = context.language;
  const nodes = new Map<string, Bubble>();
  let stuck = true; // to the latest message
  let top = 0;
  let pointer = ""; // where it was last
  let back: Scrollback | undefined;
  let extent: Extent = { count: 0, hasEarlier: false };
  const list = h("div");
  const hello = h("p", { class: "empty", dir: "auto" }, greeting || say("empty"));
  const dots = h(
    "div",
    { class: "typing", role: "img", "aria-label": say("typing") },
    h("i"),
    h("i"),
    h("i"),
  );
  const named = { role: "log", "aria-live": "polite", "aria-label": say("log"), tabindex: 0 };
  const box = h("div", { class: "log", ...named }, list, dots, hello);
  const node = h("div", { class: "stage" }, box);

  // Something taller than the view is read from its top; what is being written is followed.
  const stick = () => {
    const last = list.lastElementChild;
    const tall = last instanceof HTMLElement && last.matches(".other:not([aria-busy])");
    const end = box.scrollHeight - box.clientHeight;
    box.scrollTop = Math.max(box.scrollTop, tall ? Math.min(end, last.offsetTop - ABOVE) : end);
  };
  const scrolled = () => {
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    // Only a reader goes up; pictures and new messages push the end away without moving the top.
    stuck = near || (stuck && box.scrollTop >= top);
    top = box.scrollTop;
    tell();
  };
  // Who never goes up needs nothing to come down again.
  const tell = () => {
    if (back) back.draw(stuck, extent);
    else if (!stuck || extent.hasEarlier) load(extent);
  };
  const load = (then: Extent) =>
    when(parts.scrollback(), ({ scrollback }) => {
      back ??= scrollback({ node, box, code, conversation, changed, bottom }, then);
      back.draw(stuck, extent);
    });
  const made = (item: Item | Separator): Bubble => {
    if ("state" in item) return bubble(item, context);
    const text = item.day ? day(item.day) : say("restarted");
    const line = h("div", { class: item.day ? "day" : "day restart" }, h("span", {}, text));
    return { node: line, update: () => undefined };
  };
  const drawn = (item: Item | Separator) => {
    const known = nodes.get(item.key);
    if (known && "state" in item) known.update(item);
    const now = known ?? made(item);
    nodes.set(item.key, now);
    return now.node;
  };
  const draw = ({ items, typing, empty, count, hasEarlier }: State) => {
    arrange(list, items.map(drawn));
    const shown = new Set(items.map(({ key }) => key));
    for (const key of nodes.keys()) if (!shown.has(key)) nodes.delete(key);
    hello.hidden = !empty;
    dots.hidden = !typing;
    if (stuck) stick();
    extent = { count, hasEarlier };
    tell();
  };
  // A button that comes up under a resting pointer must not look chosen: only one that moves points.
  const point = ({ pointerType, clientX, clientY }: PointerEvent) => {
    const place = `${clientX} ${clientY}`;
    if (pointerType === "mouse" && pointer && place !== pointer) box.classList.add("pointed");
    pointer = place;
  };
  box.addEventListener("scroll", scrolled);
  box.addEventListener("pointermove", point);
  const sizes = new ResizeObserver(() => stuck && stick());
  for (const one of [box, list, dots]) sizes.observe(one);
  /** The person acts: what comes next is to be seen. */
  const follow = () => {
    stuck = true;
    box.classList.remove("pointed");
  };
  return { node, draw, follow, stop: () => sizes.disconnect() };
}

// For readers who go up: a way back down that counts what came meanwhile, and messages from before.
import type { Conversation } from "../conversation";
import { h, icon } from "../dom";
import { counted, type LanguageCode } from "../messages";
import { DOWN } from "../shapes";
import { wear } from "../sheets";
import css from "../styles/scrollback.css?inline";
import { NEW_MESSAGES, partTexts } from "./messages";

const PAGE = 50;

/** `node` holds the scrolled `box`. */
interface Needs {
  node: HTMLElement;
  box: HTMLElement;
  code: LanguageCode;
  conversation: Conversation;
  changed(): void;
  bottom(): void;
}

/** How many messages there are here, and whether there are any before them. */
export interface Extent {
  count: number;
  hasEarlier: boolean;
}

export interface Scrollback {
  /** `stuck`: at the latest message. */
  draw(stuck: boolean, extent: Extent): void;
}

export function scrollback(
  { node, box, code, conversation, changed, bottom }: Needs,
  then: Extent,
): Scrollback {
  wear(node, css);
  const say = partTexts(code);
  let missed = 0;
  let known = then.count;
  const toBottom = () => {
    box.scrollTo({ top: box.scrollHeight, behavior: "smooth" });
    bottom();
  };
  const ask = async () => {
    const { scrollHeight, scrollTop } = box;
    known += await earlier(conversation);
    changed();
    await new Promise(requestAnimationFrame);
    box.scrollTop = scrollTop + box.scrollHeight - scrollHeight;
  };
  const pill = h("button", { class: "pill", type: "button", onclick: toBottom });
  const more = h("button", { class: "earlier", type: "button", onclick: () => void ask() }, say("earlier"));
  box.prepend(more);
  node.append(pill);
  const draw: Scrollback["draw"] = (stuck, { count, hasEarlier }) => {
    missed = stuck ? 0 : missed + Math.max(0, count - known);
    known = count;
    more.hidden = !hasEarlier;
    pill.hidden = stuck;
    const text = missed ? counted(code, NEW_MESSAGES[code], missed) : "";
    pill.replaceChildren(icon(DOWN), text);
    pill.ariaLabel = text || say("toBottom");
  };
  return { draw };
}

/** Older messages than those shown, into the store; how many. */
async function earlier(conversation: Conversation): Promise<number> {
  const { store, remote } = conversation;
  const first = store.messages[0]?.seq ?? 1;
  const after = Math.max(0, first - 1 - PAGE);
  const page = await remote?.messages(after, PAGE);
  const older = (page ?? []).filter(({ seq }) => seq < first);
  store.prepend(older.map((message) => conversation.shown(message)));
  if (page && after === 0) store.whole = true;
  return older.length;
}

// What goes wrong, or happens seldom: a lost connection, a refusal, a closed chat, beginning anew.
import type { BubbleEvents } from "../bubbles";
import type { Conversation } from "../conversation";
import { h } from "../dom";
import { TOO_LONG } from "../faults";
import { counted, type LanguageCode } from "../messages";
import { wear } from "../sheets";
import css from "../styles/trouble.css?inline";
import { faultText } from "./faults";
import { closed } from "./gate";
import { LEFT, partTexts, TOO_LONG_BY } from "./messages";

const NEARLY = 500;

interface Failed {
  fault?: string;
  client_id?: string;
}

/** Under a message that was not taken: why, and what can be done. */
export function failure(
  { fault, client_id = "" }: Failed,
  code: LanguageCode,
  on: BubbleEvents,
): HTMLElement {
  const say = partTexts(code);
  const told = h("span", {}, fault ? faultText(code, fault) : say("failed"));
  const again = h("button", { type: "button", onclick: () => on.retry(client_id) }, say("retry"));
  const discard = h("button", { type: "button", onclick: () => on.discard(client_id) }, say("discard"));
  const row = h("div", { class: "fault" }, told, fault !== TOO_LONG && again, discard);
  queueMicrotask(() => wear(row, css));
  return row;
}

/** How many characters are left, or too many, where that is worth telling. */
export function tellLength(place: HTMLElement, code: LanguageCode, left: number): void {
  wear(place, css);
  place.hidden = left > NEARLY;
  place.classList.toggle("over", left < 0);
  const told = place.hidden ? "" : counted(code, (left < 0 ? TOO_LONG_BY : LEFT)[code], Math.abs(left));
  if (place.textContent !== told) place.textContent = told;
}

/** What stands above the messages while the connection is gone, or after a refusal. */
export interface Troubles {
  draw(lost: boolean): void;
}

/** Into a chat: `before` its messages a banner, and a gate in place of a closed one's. */
export function troubles(chat: HTMLElement, conversation: Conversation, code: LanguageCode): Troubles {
  const say = partTexts(code);
  const text = h("span");
  const retry = h(
    "button",
    { type: "button", onclick: () => conversation.connection.retry() },
    say("tryNow"),
  );
  const banner = h("div", { class: "banner", role: "status", hidden: true }, text, retry);
  let gate: HTMLElement | null = null;
  chat.querySelector(".stage")?.before(banner);
  const draw = (lost: boolean) => {
    wear(chat, css);
    const { connection, fault } = conversation;
    const denied = connection.state === "denied";
    banner.hidden = denied || (!lost && !fault);
    retry.hidden = !lost;
    const told = lost ? say("kept") : fault && faultText(code, fault);
    if (text.textContent !== told) text.textContent = told;
    if (denied === Boolean(gate)) return;
    gate?.remove();
    gate = denied ? h("div", { class: "gate", role: "alert" }, closed(conversation, code)) : null;
    if (gate) chat.append(gate);
  };
  return { draw };
}

/** Ask whether to begin anew. */
export function confirmation(place: HTMLElement, code: LanguageCode, confirmed: () => void): void {
  const say = partTexts(code);
  const go = () => {
    dialog.close();
    confirmed();
  };
  const choices = h(
    "div",
    { class: "choices" },
    h("button", { type: "button", onclick: () => dialog.close() }, say("cancel")),
    h("button", { class: "primary", type: "button", onclick: go }, say("restart")),
  );
  // Escape closes the dialog and nothing around it.
  const onkeydown = (event: KeyboardEvent) => event.stopPropagation();
  const named = { "aria-labelledby": "ask", "aria-describedby": "note" };
  const dialog: HTMLDialogElement = h(
    "dialog",
    { ...named, onclose: () => dialog.remove(), onkeydown },
    h("h2", { id: "ask" }, say("restartAsk")),
    h("p", { id: "note" }, say("restartNote")),
    choices,
  );
  place.append(dialog);
  wear(dialog, css);
  dialog.showModal();
}

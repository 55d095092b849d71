// A chat that is closed to somebody.
import type { Conversation } from "../conversation";
import { h, icon } from "../dom";
import { IDENTITY_NEEDED } from "../faults";
import type { LanguageCode } from "../messages";
import { LOCK } from "../shapes";
import { partTexts, type PartWord } from "./messages";

type Say = (word: PartWord) => string;

/** What stands in place of a chat that is not open to this person. Signing in is offered on our own pages only. */
export function closed(conversation: Conversation, code: LanguageCode): HTMLElement {
  const say = partTexts(code);
  const needed = conversation.denial === IDENTITY_NEEDED;
  const own = new URL(conversation.server).origin === location.origin;
  const onclick = () => conversation.connection.retry();
  const retry = h("button", { type: "button", class: "primary", onclick }, say("tryNow"));
  return h(
    "div",
    { class: "sorry" },
    h("div", { class: "emblem" }, icon(LOCK)),
    h("h2", {}, say(needed ? "needed" : "denied")),
    h("p", {}, say(needed ? "neededNote" : "deniedNote")),
    own && conversation.remote && !needed ? signInForm(conversation, say) : retry,
  );
}

function signInForm(conversation: Conversation, say: Say): HTMLElement {
  const email = h("input", { type: "email", name: "email", autocomplete: "username", required: true });
  const password = h("input", {
    type: "password",
    name: "password",
    autocomplete: "current-password",
    required: true,
  });
  const fault = h("p", { class: "wrong", role: "alert" });
  const button = h("button", { class: "primary" }, say("signIn"));
  const onsubmit = async (event: Event) => {
    event.preventDefault();
    button.disabled = true;
    fault.textContent = "";
    try {
      await conversation.remote?.signIn(email.value, password.value);
    } catch (error) {
      const refused = error instanceof Error && "status" in error;
      fault.textContent = say(refused ? "signInWrong" : "signInLater");
    }
    button.disabled = false;
  };
  return h(
    "form",
    { onsubmit: (event: Event) => void onsubmit(event) },
    h("p", {}, say("signInNote")),
    h("label", {}, say("email"), email),
    h("label", {}, say("password"), password),
    fault,
    button,
  );
}

import { h, icon } from "./dom.js";
import { Refused } from "./identity.js";

/** What stands in place of a chat that is not open to this person. Signing in is offered on our own pages only. */
export function panel({ conversation, language: { say } }) {
  const own = new URL(conversation.server).origin === location.origin;
  const retry = h("button", { type: "button", onclick: () => conversation.connection.retry() }, say("tryNow"));
  return h("div", { class: "panel" },
    h("div", { class: "emblem" }, icon("lock")),
    h("h2", {}, say("denied")),
    h("p", {}, say("deniedNote")),
    own ? signInForm(conversation, say) : retry);
}

function signInForm(conversation, say) {
  const email = h("input", { type: "email", name: "email", autocomplete: "username", required: true });
  const password = h("input", { type: "password", name: "password", autocomplete: "current-password", required: true });
  const fault = h("p", { class: "wrong", role: "alert" });
  const button = h("button", { class: "primary" }, say("signIn"));
  const submit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    fault.textContent = "";
    try {
      await conversation.signIn(email.value, password.value);
    } catch (error) {
      fault.textContent = say(error instanceof Refused ? "signInWrong" : "signInLater");
    }
    button.disabled = false;
  };
  return h("form", { onsubmit: submit },
    h("p", {}, say("signInNote")),
    h("label", {}, say("email"), email),
    h("label", {}, say("password"), password),
    fault, button);
}

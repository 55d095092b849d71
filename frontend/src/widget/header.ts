import type { Conversation } from "./conversation";
import { h, tool } from "./dom";
import type { Language } from "./messages";
import { parts } from "./parts";
import { CLOSE, LEAVE, RESTART } from "./shapes";
import { when } from "./when";
import type { ConnectionState } from "./wire";

/** The bar above the messages: whose chat it is, whether it is connected, starting over, signing out, closing. */
export function header(conversation: Conversation, language: Language, close?: () => void) {
  const { say, code } = language;
  const avatar = h("span", { class: "avatar", "aria-hidden": "true" });
  const title = h("h2", { dir: "auto" });
  const status = h("p");
  const ask = () =>
    when(parts.trouble(), ({ confirmation }) => confirmation(node, code, () => conversation.restart()));
  const leave = tool(say("signOut"), LEAVE, () => void conversation.remote?.signOut());
  const restart = tool(say("restart"), RESTART, ask);
  const away = close && tool(say("close"), CLOSE, close);
  const node = h("header", {}, avatar, h("div", { class: "who" }, title, status), leave, restart, away);
  const update = (state: ConnectionState) => {
    const name = conversation.name || say("chat");
    avatar.textContent = [...name.toUpperCase()][0] ?? "";
    title.textContent = name;
    status.textContent = say(state === "denied" ? "waiting" : state);
    status.className = `status ${state}`;
    status.hidden = state === "denied";
    restart.disabled = conversation.connection.state !== "open";
    restart.hidden = status.hidden || !conversation.store.last;
    leave.hidden = !conversation.remote?.signedIn;
  };
  return { node, update };
}

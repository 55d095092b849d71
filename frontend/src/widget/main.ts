// widget.js: <script src="https://…/widget.js" async></script> and <dbcv-chat channel="…">, or `data-channel`
// on the script tag alone. `window.dbcv` speaks to the first chat of the page (docs/widget.md).
import { docked } from "./dock";
import { DbcvChat } from "./element";
import { fromScript, pageParams } from "./options";
import { tag } from "./origin";
import { settingsOf } from "./settings";

type Action = "open" | "close" | "toggle" | "send" | "restart" | "setParams" | "identify";
type Call = readonly [Action, ...unknown[]];

const ACTIONS: readonly Action[] = ["open", "close", "toggle", "send", "restart", "setParams", "identify"];

function call(name: Action, given: readonly unknown[]): unknown {
  const chat = document.querySelector("dbcv-chat");
  const act = chat instanceof DbcvChat ? (chat[name] as (...given: readonly unknown[]) => unknown) : null;
  return act?.apply(chat, [...given]);
}

/** `push` takes what `dbcv = []` collected before this script came. */
function present(): void {
  const early: unknown = Reflect.get(window, "dbcv");
  const actions = ACTIONS.map((name) => [name, (...given: unknown[]) => call(name, given)] as const);
  const push = ([name, ...given]: Call) => ACTIONS.includes(name) && call(name, given);
  Reflect.set(window, "dbcv", { ...Object.fromEntries(actions), push });
  if (Array.isArray(early)) for (const one of early as Call[]) push(one);
}

function begin(): void {
  const chat = document.createElement("dbcv-chat");
  if (fromScript(tag, chat)) document.body.append(chat);
  present();
}

// A page may name the script twice.
if (!customElements.get("dbcv-chat")) {
  DbcvChat.embedded = { dock: docked, page: () => pageParams(location), settings: settingsOf };
  customElements.define("dbcv-chat", DbcvChat);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
}

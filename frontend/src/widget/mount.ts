// The chat on a transport of one's own: nothing of it is kept, and no server of ours is asked.
import { Conversation } from "./conversation";
import { h } from "./dom";
import { type LanguageCode, speak } from "./messages";
import { chatSheets } from "./sheets";
import { Storage } from "./storage";
import { type View, view } from "./view";
import type { Params, Said, Transport, TransportEvents } from "./wire";

export interface ChatOptions {
  transport(on: TransportEvents): Transport;
  language: LanguageCode;
  dark: boolean;
  name?: string;
  /** The bar above the messages; left out by default, since a dock has one of its own. */
  header?: boolean;
  params?: Params;
}

export interface MountedChat {
  readonly conversation: Conversation;
  say(said: Said): void;
  restart(): void;
  /** Forget what was said, as a new person would find it. */
  clear(): void;
  setDark(dark: boolean): void;
  focus(): void;
  unmount(): void;
}

/** Draw the chat into an empty element, in its shadow root; it fills the element's height. */
export function mountChat(host: HTMLElement, options: ChatOptions): MountedChat {
  const { transport, language, name = "", header = false, params = {} } = options;
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = chatSheets();
  host.setAttribute("inline", "");
  const box = h("div", { class: "box" });
  let dark = options.dark;
  const setDark = (wanted: boolean) => {
    dark = wanted;
    box.classList.toggle("dark", dark);
  };
  setDark(dark);
  const server = new URL("/", location.href).href;
  const changed = () => seen?.changed();
  let seen: View | undefined;
  const conversation = new Conversation({ server, storage: new Storage(""), transport, changed });
  conversation.name = name;
  conversation.params = params;
  const look = () => ({ dark, properties: {} });
  const shown = (seen = view({ conversation, language: speak(language), draft: "", bare: !header, look }));
  root.replaceChildren(box);
  shown.into(box);
  conversation.start();
  return {
    conversation,
    say: (said) => conversation.say(said),
    restart: () => void conversation.restart(),
    clear: () => conversation.forget(),
    setDark,
    focus: shown.focus,
    unmount: () => {
      conversation.stop();
      shown.stop();
      root.replaceChildren();
    },
  };
}

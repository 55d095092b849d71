import { Conversation } from "@/widget/conversation";
import { dock } from "@/widget/dock";
import { h } from "@/widget/dom";
import { speak, type LanguageCode } from "@/widget/messages";
import { parts } from "@/widget/parts";
import { accented } from "@/widget/parts/accent";
import { chatSheets } from "@/widget/sheets";
import { Storage } from "@/widget/storage";
import type { View } from "@/widget/view";
import { when } from "@/widget/when";
import type { WireMessage } from "@/widget/wire";

import { sampleTransport } from "./sample";

export interface Drawn {
  language: LanguageCode;
  dark: boolean;
  left: boolean;
  accent: string;
  greeting: string;
  name: string;
  open: boolean;
  said: readonly WireMessage[];
}

/** The chat itself, as a page that embeds it would have it; what is returned takes it away. */
export function draw(host: HTMLElement, { name, accent, dark, ...wanted }: Drawn): () => void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = chatSheets();
  const language = speak(wanted.language);
  const properties = accented(accent, dark ? "dark" : "light");
  const box = h("div", { class: dark ? "box dark" : "box" });
  for (const [property, value] of Object.entries(properties)) box.style.setProperty(property, value);
  let seen: View | undefined;
  const conversation = new Conversation({
    server: new URL("/", location.href).href,
    storage: new Storage(""),
    transport: sampleTransport(wanted.said),
    changed: () => seen?.changed(),
  });
  conversation.name = name;
  const shown = dock({
    language,
    left: wanted.left,
    greeting: wanted.greeting,
    opened: () => undefined,
  });
  fit(shown.panel, box);
  box.append(shown.node);
  root.replaceChildren(box);
  let isGone = false;
  if (wanted.open) {
    shown.set(true);
    when(parts.view(), ({ view }) => {
      if (isGone) return;
      const look = () => ({ dark, properties });
      const close = () => undefined;
      seen = view({ conversation, language, draft: "", greeting: wanted.greeting, look, close });
      seen.into(shown.panel);
      conversation.start();
    });
  }
  return () => {
    isGone = true;
    if (seen) conversation.stop();
    seen?.stop();
    root.replaceChildren();
  };
}

const PHONE = "(max-width: 520px), (max-height: 460px)";

/** The chat measures the window; here its page is the container around. On a phone it takes all of it. */
function fit(panel: HTMLElement, box: HTMLElement): void {
  box.style.setProperty("--page-height", "100cqh");
  if (!matchMedia(PHONE).matches) panel.style.width = "min(400px, calc(100cqw - 40px))";
}

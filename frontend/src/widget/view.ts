// The chat as it is seen. Draws at most once a frame, from the conversation, whatever changed.
import type { Look } from "./bubbles";
import { composer } from "./composer";
import type { Conversation } from "./conversation";
import { h } from "./dom";
import { header } from "./header";
import { itemsOf } from "./items";
import { log } from "./log";
import type { Language } from "./messages";
import { parts } from "./parts";
import type { Troubles } from "./parts/trouble";
import { wear } from "./sheets";
import css from "./styles/chat.css?inline";
import { when } from "./when";

const PATIENCE = 1_000; // shorter losses of the connection pass unmentioned

/** `draft`: where an unfinished text is kept, each person's apart; `close`: there where the chat can be closed. */
export interface ViewNeeds {
  conversation: Conversation;
  language: Language;
  draft: string;
  greeting?: string;
  bare?: boolean;
  look(): Look;
  close?(): void;
}

export interface View {
  node: HTMLElement;
  /** Put it where it belongs, dressed. */
  into(place: Element): void;
  changed(): void;
  focus(): void;
  stop(): void;
}

export function view(needs: ViewNeeds): View {
  const { conversation, language, greeting = "", look } = needs;
  const { outbox, remote, server, connection } = conversation;
  let frame = 0;
  let { forgotten } = conversation;
  let since = 0; // when the connection was lost
  let timer: ReturnType<typeof setTimeout> | undefined;
  let troubles: Troubles | undefined;

  const acted = () => {
    messages.follow();
    writing.focus();
  };
  const bar = header(conversation, language, needs.close);
  const writing = composer({
    language,
    draft: () => needs.draft && needs.draft + (remote?.me ?? ""),
    upload: remote?.upload,
    said: (said) => {
      messages.follow();
      conversation.say(said);
    },
  });
  const messages = log({
    context: {
      server,
      language,
      look,
      on: {
        press: (message, { text, value }) => {
          conversation.answer(message, { text: text || value || "", button: value ?? text });
          acted();
        },
        answer: (message, said) => {
          conversation.answer(message, said);
          acted();
        },
        attach: writing.ask,
        retry: (id) => outbox.retry(id),
        discard: (id) => outbox.drop(id),
      },
    },
    greeting,
    conversation,
    changed: () => void changed(),
    bottom: () => writing.focus(),
  });
  const node = h(
    "section",
    { class: "chat", lang: language.code },
    !needs.bare && bar.node,
    messages.node,
    writing.node,
  );

  const drawConnection = () => {
    const { state } = connection;
    const lost = state === "connecting" || state === "waiting";
    since = lost ? since || Date.now() : 0;
    const left = since + PATIENCE - Date.now();
    clearTimeout(timer);
    if (lost && left > 0) timer = setTimeout(changed, left + 1);
    const told = lost && left <= 0;
    bar.update(told ? "waiting" : lost ? "connecting" : state);
    messages.node.hidden = writing.node.hidden = state === "denied";
    if (troubles) troubles.draw(told);
    // Fetched while there is a connection, since it is needed when there is none.
    else if (told || conversation.fault || state === "denied" || state === "open") findTroubles();
  };
  const findTroubles = () =>
    when(parts.trouble(), (found) => {
      troubles ??= found.troubles(node, conversation, language.code);
      changed();
    });
  const draw = () => {
    frame = 0;
    if (forgotten !== conversation.forgotten) {
      forgotten = conversation.forgotten;
      writing.clear();
    }
    const { store, typing } = conversation;
    const items = itemsOf(conversation);
    messages.draw({
      items,
      count: store.messages.length,
      typing,
      hasEarlier: (store.messages[0]?.seq ?? 1) > 1 && !store.whole,
      empty: !items.length && connection.state === "open" && !typing,
    });
    drawConnection();
  };
  const changed = () => (frame ||= requestAnimationFrame(draw));
  const drags = (event: DragEvent) => {
    if (!remote || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    if (event.type !== "dragenter" || dragged) return;
    dragged = true;
    const dropped = (files: FileList) => messages.node.hidden || writing.add(files);
    when(parts.files(), ({ takeDrops }) => takeDrops(node, language.code, dropped));
  };
  let dragged = false;
  for (const name of ["dragenter", "dragover", "drop"] as const) node.addEventListener(name, drags);
  const stop = () => {
    writing.stop();
    messages.stop();
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const into = (place: Element) => {
    place.replaceChildren(node);
    wear(node, css);
    draw();
  };
  return { node, into, changed, focus: writing.focus, stop };
}

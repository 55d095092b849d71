export type TalkButton = { text: string; value: string };
export type Said = { isOwn: boolean; text: string; buttons: readonly TalkButton[] };

/** What the bot said in one turn of a simulation: texts, or messages with buttons. */
export function replyOf(sent: unknown): Said[] {
  return Array.isArray(sent) ? sent.map(messageOf) : [];
}

function messageOf(message: unknown): Said {
  if (typeof message === "string") return { isOwn: false, text: message, buttons: [] };
  const { text, buttons } = isRecord(message) ? message : {};
  return {
    isOwn: false,
    text: typeof text === "string" ? text : "",
    buttons: Array.isArray(buttons) ? buttons.filter(isRecord).map(buttonOf) : [],
  };
}

function buttonOf({ text, value }: Record<string, unknown>): TalkButton {
  const shown = String(text ?? value ?? "");
  return { text: shown, value: String(value ?? shown) };
}

function isRecord(thing: unknown): thing is Record<string, unknown> {
  return typeof thing === "object" && thing !== null && !Array.isArray(thing);
}

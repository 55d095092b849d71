import type { Transport, TransportEvents, WireMessage } from "@/widget/wire";

/** A way to a bot that says these and hears nothing: for a chat that is only looked at. */
export function sampleTransport(said: readonly WireMessage[]) {
  return (on: TransportEvents): Transport => ({
    state: "open",
    start: () => {
      on.state("open");
      on.opened();
      for (const message of said) on.frame({ type: "message", message });
    },
    stop: () => undefined,
    retry: () => undefined,
    send: () => true,
  });
}

type Words = { asked: string; answered: string; buttons: readonly string[] };

/** A person's question and what a bot says to it. */
export function sampleTalk({ asked, answered, buttons }: Words): WireMessage[] {
  const at = "2026-01-01T10:00:00";
  return [
    { id: "1", seq: 1, sender: { kind: "anonymous", id: "you" }, text: asked, created_at: at },
    {
      id: "2",
      seq: 2,
      sender: { kind: "bot", id: "bot" },
      text: answered,
      buttons: buttons.map((text) => ({ text, value: text })),
      created_at: at,
    },
  ];
}

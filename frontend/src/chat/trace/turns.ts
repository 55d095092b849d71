import type { TFunction } from "i18next";

import { isObject } from "@/model/json";

import { shown } from "./shown";
import type { TraceEntry } from "./outline";

/** One trace of a conversation, as it is stored: what came of an event, or of an answer from outside. */
export interface TracePart {
  readonly place: string | null;
  readonly dropped: number;
  readonly entries: readonly TraceEntry[];
  readonly at?: string;
}

/** Everything that followed from one thing that happened, answers from outside and what came of them included. */
export interface TracedTurn {
  readonly at: string | null;
  readonly place: string | null;
  readonly dropped: number;
  readonly entries: readonly TraceEntry[];
}

export function turnsIn(parts: readonly TracePart[]): TracedTurn[] {
  const turns: TracedTurn[] = [];
  for (const { at = null, place, dropped, entries } of parts) {
    const before = turns.at(-1);
    if (before && entries[0]?.kind !== "event")
      turns[turns.length - 1] = {
        at: before.at,
        place,
        dropped: before.dropped + dropped,
        entries: [...before.entries, ...entries],
      };
    else turns.push({ at, place, dropped, entries });
  }
  return turns;
}

/** What a turn came from, in words: what was said, or what happened otherwise. */
export function happenedIn({ entries }: Pick<TracedTurn, "entries">, t: TFunction<"chat">): string {
  const event = entries.find(({ kind }) => kind === "event");
  if (!event) return t("trace.goesOn");
  const { content } = event;
  if (event.type === "message" && isObject(content)) {
    const { text, button, attachments } = content;
    const words = [text, button].find((one) => typeof one === "string" && one !== "");
    if (typeof words === "string") return `“${words}”`;
    if (Array.isArray(attachments) && attachments.length > 0)
      return t("talk.files", { count: attachments.length });
  }
  return t(`trace.events.${String(event.type)}`, { defaultValue: shown(event.type) });
}

export function problemsIn({ entries }: Pick<TracedTurn, "entries">): number {
  return entries.filter(({ kind }) => kind === "problem").length;
}

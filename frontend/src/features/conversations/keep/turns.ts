import type { TestTurn } from "@/chat/testing/conversation";

import type { Replay } from "../types";

type Played = Replay["turns"][number];
type Happened = Played["event"];

/** What the person did, as a test says it; `lost`: messages of which nothing is left without their files. */
export interface Told {
  readonly now: string;
  readonly turns: readonly TestTurn[];
  readonly lost: number;
}

/** null: nothing happened. Where timers ran out, the time between is told as well: their order depends on it. */
export function toldIn({ turns }: Pick<Replay, "turns">): Told | null {
  const events = turns.filter(({ recorded }) => recorded !== null).map(({ event }) => event);
  const first = events[0];
  if (!first) return null;
  const isTimed = events.some(({ type }) => type === "timeout");
  const begins: TestTurn[] = first.type === "start" ? [] : [{ start: true }];
  const happened = events.flatMap((event, place) => {
    const before = events[place - 1];
    const passed = isTimed && before ? waited(before, event) : [];
    return event.type === "timeout" ? passed : [...passed, saidIn(event)];
  });
  const lost = events.filter((one) => one.type === "message" && isSilent(one)).length;
  return { now: first.at, turns: [...begins, ...happened], lost };
}

function waited(before: Happened, event: Happened): TestTurn[] {
  const seconds = (Date.parse(event.at) - Date.parse(before.at)) / 1000;
  // A timer must have run out by then, and messages came when they came.
  const whole = event.type === "timeout" ? Math.ceil(seconds) : Math.round(seconds);
  return whole > 0 ? [{ wait: `${whole}s` }] : [];
}

function saidIn({ type, text, button, params }: Happened): TestTurn {
  const hasParams = Object.keys(params).length > 0;
  if (type === "start") return { start: hasParams ? { params } : true };
  if (!button && text && !hasParams) return { user: text };
  return {
    user: {
      ...(text && text !== button && { text }),
      ...(button && { button }),
      ...(hasParams && { params }),
    },
  };
}

function isSilent({ text, button, params }: Happened): boolean {
  return !text && !button && Object.keys(params).length === 0;
}

import { currentSession, subscribeToSession } from "@/api/session";

import type { Syncing } from "./syncing";

/** Listens until the answer is called. */
export function onWindow<Name extends keyof WindowEventMap>(
  name: Name,
  act: (event: WindowEventMap[Name]) => void,
): () => void {
  addEventListener(name, act);
  return () => removeEventListener(name, act);
}

/** Calls `act` when the page is hidden or closed: there may be no time for more then. The answer ends it. */
export function onHidden(act: () => void): () => void {
  const look = () => {
    if (document.visibilityState === "hidden") act();
  };
  document.addEventListener("visibilitychange", look);
  const end = onWindow("pagehide", act);
  return () => {
    document.removeEventListener("visibilitychange", look);
    end();
  };
}

// By `person/bot`: at most one, since whoever opens the bot again takes over.
const resting = new Map<string, () => Promise<void>>();

export interface Left {
  readonly place: string;
  readonly personId: string;
  readonly syncing: Syncing;
  /** Nothing is sent any more: what is left is kept for the next who opens the bot. */
  readonly ended: () => Promise<void>;
}

/** The bot was left: what is not saved yet is saved all the same, unless its author has to decide something. */
export function saveRest({ place, personId, syncing, ended }: Left): void {
  const ends: (() => void)[] = [];
  let ending: Promise<void> | null = null;
  const finish = async () => {
    for (const end of ends) end();
    syncing.stop();
    await ended();
    if (resting.get(place) === end) resting.delete(place);
  };
  const end = () => (ending ??= finish());
  const isTheirs = () => currentSession().person?.id === personId;
  resting.set(place, end);
  if (!isTheirs()) return void end();
  ends.push(
    onHidden(() => syncing.hurry()),
    onWindow("online", () => syncing.retry()),
    subscribeToSession(() => {
      if (!isTheirs()) void end();
      else if (currentSession().state === "in") syncing.retry();
    }),
  );
  syncing.rest(() => void end());
}

/** Whoever opens the bot again goes on with what is left. */
export async function takeOver(place: string): Promise<void> {
  await resting.get(place)?.();
}

import { isObject } from "@/model/json";

import type { Pin, Recorded } from "../testing/conversation";

/** What the world answered, as pins: of several answers to the same, the last. */
export function pinsOf(recorded: readonly Recorded[]): Pin[] {
  const pins = recorded.flatMap(({ kind, mock }): Pin[] => {
    const to = kind === "http" ? mock.request : mock.integration;
    if (typeof to !== "string" || !isObject(mock.answer)) return [];
    const answer = mock.answer;
    return [{ id: `${kind} ${to}`, kind: kind === "http" ? "http" : "integration", to, answer }];
  });
  return [...new Map(pins.map((pin) => [pin.id, pin])).values()];
}

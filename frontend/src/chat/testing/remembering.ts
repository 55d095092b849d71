import { currentSession } from "@/api/session";
import { isObject } from "@/model/json";

import type { Pin } from "./conversation";

interface Kept {
  readonly pins: readonly Pin[];
  readonly isReal: boolean;
}

const keyOf = (botId: string) => `dbcv.testing.${currentSession().person?.id ?? ""}/${botId}`;

/** Pinned answers outlive the page: whoever wrote them wants them tomorrow too, and nobody else of this browser. */
export function kept(botId: string): Kept {
  const none = { pins: [], isReal: true };
  try {
    const read: unknown = JSON.parse(localStorage.getItem(keyOf(botId)) ?? "null");
    if (!isObject(read)) return none;
    return { pins: Array.isArray(read.pins) ? read.pins.filter(isPin) : [], isReal: read.isReal !== false };
  } catch {
    return none;
  }
}

export function keep(botId: string, { pins, isReal }: Kept): void {
  try {
    localStorage.setItem(keyOf(botId), JSON.stringify({ pins, isReal }));
  } catch {
    // No room, or none allowed: they live as long as the page.
  }
}

function isPin(one: unknown): one is Pin {
  return (
    isObject(one) &&
    typeof one.id === "string" &&
    typeof one.to === "string" &&
    (one.kind === "http" || one.kind === "integration") &&
    isObject(one.answer)
  );
}

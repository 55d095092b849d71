import type { Entry } from "../types";

/** What one emitter sends on a day. */
export interface DayLine {
  readonly id: string;
  readonly name: string;
  /** As clocks show them, in order. */
  readonly times: readonly string[];
  readonly isPersonal: boolean;
  /** How many are due; null where that is found only when it is sent. */
  readonly people: number | null;
}

export interface Day {
  readonly day: string;
  readonly lines: readonly DayLine[];
}

/** Entries in order of time, by the day that the clock asked for shows and by emitter. */
export function daysOf(entries: readonly Entry[]): Day[] {
  const days = new Map<string, Map<string, Entry[]>>();
  for (const entry of entries) {
    const day = entry.local.slice(0, 10);
    const lines = days.get(day) ?? new Map<string, Entry[]>();
    days.set(day, lines.set(entry.emitter_id, [...(lines.get(entry.emitter_id) ?? []), entry]));
  }
  return [...days].map(([day, lines]) => ({
    day,
    lines: [...lines].map(([id, found]) => lineOf(id, found)),
  }));
}

function lineOf(id: string, found: readonly Entry[]): DayLine {
  const [first] = found;
  const counted = found.filter(({ people }) => people !== null);
  return {
    id,
    name: first?.name ?? "",
    times: found.map(({ local }) => local.slice(11, 16)),
    isPersonal: first?.is_personal ?? false,
    people: counted.length === 0 ? null : counted.reduce((sum, { people }) => sum + (people ?? 0), 0),
  };
}

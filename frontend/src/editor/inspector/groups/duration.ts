import type { TFunction } from "i18next";

export const UNITS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
export type Unit = keyof typeof UNITS;

/** The largest unit in which it is a round number. */
export function unitOf(seconds: number): Unit {
  const units: Unit[] = ["days", "hours", "minutes"];
  return units.find((unit) => seconds >= UNITS[unit] && seconds % UNITS[unit] === 0) ?? "seconds";
}

export function durationWords(seconds: number, t: TFunction<"inspector">): string {
  const unit = unitOf(seconds);
  return t(`timeout.in.${unit}`, { count: seconds / UNITS[unit] });
}

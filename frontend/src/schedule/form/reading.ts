import type { JsonObject } from "@/model/json";

import type { ByDate, Cron, Emitter, Schedule } from "../types";
import { wallOf } from "../zones";
import {
  CRON_FIELDS,
  newValues,
  UNITS,
  WEEKDAYS,
  type ButtonValues,
  type CronLine,
  type Unit,
  type Values,
} from "./values";

/** An emitter as its form has it; `zone`: in which moments are shown. */
export function valuesOf(emitter: Emitter, zone: string): Values {
  const { text, buttons, ...rest } = emitter.message;
  const { audience } = emitter;
  return {
    ...newValues(zone),
    name: emitter.name,
    text: typeof text === "string" ? text : "",
    buttons: buttonsOf(buttons),
    rest: rest as JsonObject,
    isHeard: emitter.needs_message_processing,
    channel: emitter.channel_id,
    whom: audience.kind,
    people: audience.kind === "people" ? audience.ids : [],
    rules: audience.kind === "rules" ? (audience.rules as JsonObject) : null,
    ...whenOf(emitter.schedule, zone),
  };
}

function buttonsOf(given: unknown): ButtonValues[] {
  if (!Array.isArray(given)) return [];
  const found = given as { text?: string; value?: string | null }[];
  return found.map(({ text, value }) => ({ text: text ?? "", value: value ?? "" }));
}

/** When it is sent, in the form's words. */
export function whenOf(schedule: Schedule, zone: string): Partial<Values> {
  const { quiet, misfire } = schedule;
  return {
    ...wayOf(schedule, zone),
    ...(quiet && { isQuiet: true, quietStart: quiet.start, quietEnd: quiet.end }),
    misfire: schedule.crons?.[0]?.misfire ?? misfire,
  };
}

function wayOf(schedule: Schedule, zone: string): Partial<Values> {
  const { at, at_local, every, date, crons } = schedule;
  // A delay has become a moment: written again it would begin anew.
  if (at) return { way: "once", moment: wallOf(at, zone), isOwnClock: false };
  if (at_local) return { way: "once", moment: at_local.slice(0, 16), isOwnClock: true };
  if (every) return { way: "every", ...amountOf(every), ...spanOf(schedule, zone) };
  if (date) {
    const { variable, time, repeat } = date;
    return { way: "date", variable, ...apartOf(date), dateTime: time ?? "", repeat: repeat ?? "never" };
  }
  return byCrons(crons ?? [], schedule.own_zone);
}

/** How far from the date; what is neither whole days nor minutes from its own time is kept in `seconds`. */
function apartOf({ days = 0, seconds = 0, time }: ByDate): Partial<Values> {
  const isApart = days === 0 && seconds !== 0 && seconds % UNITS.minute === 0 && !time;
  const side = sideOf(isApart ? seconds : days);
  if (!isApart) return { side, apart: Math.abs(days), apartUnit: "day", seconds };
  const { amount, unit } = hoursOf(Math.abs(seconds));
  return { side, apart: amount, apartUnit: unit, seconds: 0 };
}

function sideOf(distance: number): Values["side"] {
  return distance < 0 ? "before" : distance > 0 ? "after" : "on";
}

/** Never in days: 24 hours are none where clocks change. */
function hoursOf(seconds: number): { amount: number; unit: Unit } {
  const unit = seconds % UNITS.hour === 0 ? "hour" : "minute";
  return { amount: seconds / UNITS[unit], unit };
}

/** Whether its crons differ in what the form has once for all of them: saved in it, they become alike. */
export function isUneven({ crons }: Schedule): boolean {
  const shared = (crons ?? []).map(({ timezone, jitter, misfire, start_at, end_at }) =>
    JSON.stringify([timezone, jitter, misfire, start_at ?? null, end_at ?? null]),
  );
  return new Set(shared).size > 1;
}

/** In the largest unit that says it whole. */
export function amountOf(seconds: number): { amount: number; unit: Unit } {
  const unit = (["day", "hour"] as const).find((one) => seconds % UNITS[one] === 0) ?? "minute";
  return { amount: seconds / UNITS[unit], unit };
}

function spanOf(given: { start_at?: string | null; end_at?: string | null }, zone: string) {
  return {
    from: given.start_at ? wallOf(given.start_at, zone) : "",
    until: given.end_at ? wallOf(given.end_at, zone) : "",
  };
}

function byCrons(crons: readonly Cron[], isOwnClock: boolean): Partial<Values> {
  const [first] = crons;
  if (!first) return { way: "cron", crons: [], isOwnClock };
  const around = {
    isOwnClock,
    zone: first.timezone,
    jitter: first.jitter / 60,
    ...spanOf(first, first.timezone),
  };
  const simple = crons.length === 1 ? simply(first) : null;
  return { ...around, ...(simple ?? { way: "cron" as const, crons: crons.map(lineOf) }) };
}

/** Every day, on days of the week or of the month, at one time; null: nothing as simple. */
function simply(cron: Cron): Partial<Values> | null {
  const time = timeOf(cron);
  const { day, day_of_week } = cron;
  if (time === null || (day && day_of_week)) return null;
  if (day) return isNumber(day) || day === "last" ? { way: "month", time, monthday: day } : null;
  if (!day_of_week) return { way: "day", time };
  const weekdays = weekdaysOf(day_of_week);
  return weekdays && { way: "week", time, weekdays };
}

/** The one time of its days; null where it has several, or not every month. */
function timeOf({ year, month, hour, minute, second }: Cron): string | null {
  if (year || month || (second ?? "0") !== "0") return null;
  const shown = minute ?? "0";
  return isNumber(hour) && isNumber(shown) ? `${hour.padStart(2, "0")}:${shown.padStart(2, "0")}` : null;
}

function isNumber(text: string | null | undefined): text is string {
  return text != null && /^\d{1,2}$/.test(text);
}

/** `mon,wed`, `mon-fri`, also by numbers; null where it is written otherwise. */
function weekdaysOf(expression: string): string[] | null {
  const days = new Set<string>();
  for (const part of expression.toLowerCase().split(",")) {
    const [first, last = first, ...more] = part.trim().split("-").map(weekday);
    if (first === undefined || last === undefined || more.length > 0) return null;
    if (first < 0 || last < first) return null;
    WEEKDAYS.slice(first, last + 1).forEach((day) => days.add(day));
  }
  return WEEKDAYS.filter((day) => days.has(day));
}

function weekday(word: string): number {
  return /^[0-6]$/.test(word) ? Number(word) : WEEKDAYS.findIndex((day) => day === word);
}

function lineOf(cron: Cron): CronLine {
  return Object.fromEntries(CRON_FIELDS.map((name) => [name, cron[name] ?? ""])) as CronLine;
}

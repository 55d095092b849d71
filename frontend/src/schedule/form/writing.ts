import type { JsonObject } from "@/model/json";

import type { Audience, ByDate, Cron, ScheduleIn } from "../types";
import { momentOf } from "../zones";
import { CRON_FIELDS, hasDateTime, isByCrons, UNITS, WEEKDAYS, type CronLine, type Values } from "./values";

/** What is said, as the API takes it. */
export function messageOf({ text, buttons, rest }: Values): JsonObject {
  const said = buttons.filter((one) => one.text.trim() !== "");
  const written = said.map(({ text, value }): JsonObject =>
    value.trim() === "" ? { text } : { text, value },
  );
  return { ...rest, text, ...(written.length > 0 && { buttons: written }) };
}

export function audienceOf({ whom, people, rules }: Values): Audience {
  if (whom === "people") return { kind: "people", ids: people };
  if (whom === "rules") return { kind: "rules", rules: rules ?? {} };
  return { kind: "all" };
}

/** When, as the API takes it: one of its ways, and what goes with that. */
export function scheduleOf(values: Values): ScheduleIn {
  const { way, isQuiet, quietStart, quietEnd, misfire } = values;
  const around = {
    own_zone: isByCrons(way) && values.isOwnClock,
    misfire,
    ...(isQuiet && { quiet: { start: quietStart, end: quietEnd } }),
  };
  return { ...wayOf(values), ...around };
}

function wayOf(values: Values): Partial<ScheduleIn> {
  const { way, moment, zone, isOwnClock } = values;
  if (way === "once") return isOwnClock ? { at_local: `${moment}:00` } : { at: momentOf(moment, zone) };
  if (way === "after") return { after: secondsOf(values) };
  if (way === "every") return { every: secondsOf(values), ...spanOf(values) };
  if (way === "date") return { date: dateOf(values) };
  return { crons: cronsOf(values) };
}

export function secondsOf({ amount, unit }: Values): number {
  return Number(amount) * UNITS[unit];
}

function dateOf(values: Values): ByDate {
  const { variable, side, apart, apartUnit, seconds, dateTime, repeat } = values;
  const sign = side === "before" ? -1 : 1;
  const inDays = hasDateTime(values);
  return {
    variable: variable.trim(),
    days: inDays && side !== "on" ? sign * Number(apart) : 0,
    seconds: inDays ? seconds : sign * Number(apart) * UNITS[apartUnit],
    ...(inDays && dateTime !== "" && { time: dateTime }),
    ...(repeat !== "never" && { repeat }),
  };
}

/** As `/crons/preview` takes them too. */
export function cronsOf(values: Values): Cron[] {
  const around = {
    timezone: values.zone,
    jitter: Math.round(Number(values.jitter) * 60),
    misfire: values.misfire,
    ...spanOf(values),
  };
  return linesOf(values).map((line) => ({ ...line, ...around }));
}

function spanOf({ from, until, zone }: Values) {
  return {
    ...(from !== "" && { start_at: momentOf(from, zone) }),
    ...(until !== "" && { end_at: momentOf(until, zone) }),
  };
}

function linesOf({ way, time, weekdays, monthday, crons }: Values): Partial<CronLine>[] {
  if (way === "cron") return crons.map(given);
  const [hour = "0", minute = "0"] = time.split(":").map((part) => String(Number(part)));
  if (way === "week") {
    const days = WEEKDAYS.filter((day) => weekdays.includes(day));
    return [{ hour, minute, day_of_week: days.join(",") }];
  }
  return [way === "month" ? { hour, minute, day: monthday } : { hour, minute }];
}

function given(line: CronLine): Partial<CronLine> {
  const filled = CRON_FIELDS.filter((name) => line[name].trim() !== "");
  return Object.fromEntries(filled.map((name) => [name, line[name].trim()]));
}

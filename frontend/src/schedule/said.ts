import type { TFunction } from "i18next";

import { momentOf } from "./zones";
import { CRON_FIELDS, hasDateTime, type Values } from "./form/values";

/** As the calendar says times of the day in every language. */
const MOMENT = { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" } as const;

/** A wall-clock time `2027-03-01T09:00` as people read it. */
export function wallSaid(wall: string, language: string): string {
  return momentSaid(`${wall.slice(0, 16)}Z`, "UTC", language);
}

/** A moment as a clock in the zone shows it. */
export function momentSaid(at: string, zone: string, language: string): string {
  return new Intl.DateTimeFormat(language, { ...MOMENT, timeZone: zone }).format(new Date(at));
}

/** `2027-03-01` as the heading of a day. */
export function daySaid(day: string, language: string): string {
  const options = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" } as const;
  const said = new Intl.DateTimeFormat(language, options).format(new Date(`${day}T00:00Z`));
  return said.charAt(0).toLocaleUpperCase(language) + said.slice(1);
}

/** When it is sent, in a sentence; `zone`: in which the list is read. */
export function whenSaid(values: Values, zone: string, t: TFunction<"schedule">, language: string): string {
  const said = waySaid(values, zone, t, language);
  const clock = values.way !== "date" && values.isOwnClock ? t("said.ownClock") : "";
  const other = !clock && isByClock(values) && values.zone !== zone ? values.zone : "";
  return [said, clock || other].filter(Boolean).join(", ");
}

function isByClock({ way }: Values): boolean {
  return way === "day" || way === "week" || way === "month" || way === "cron";
}

function waySaid(values: Values, zone: string, t: TFunction<"schedule">, language: string): string {
  const { way, time } = values;
  switch (way) {
    case "once": {
      const { moment, isOwnClock } = values;
      const at = isOwnClock
        ? wallSaid(moment, language)
        : momentSaid(momentOf(moment, values.zone), zone, language);
      return t("said.once", { at });
    }
    case "after":
      return t("said.after", { long: longSaid(values, t) });
    case "every":
      return t("said.every", { long: longSaid(values, t) });
    case "day":
      return t("said.day", { time });
    case "week":
      return t("said.week", { time, days: values.weekdays.map((day) => t(`short.${day}`)).join(", ") });
    case "month":
      return values.monthday === "last"
        ? t("said.lastDay", { time })
        : t("said.month", { time, day: values.monthday });
    case "date":
      return dateSaid(values, t);
    case "cron":
      return values.crons.length === 0 ? t("said.never") : cronsSaid(values, t);
  }
}

function longSaid({ amount, unit }: Values, t: TFunction<"schedule">): string {
  return t(`long.${unit}`, { count: Number(amount) });
}

function dateSaid(values: Values, t: TFunction<"schedule">): string {
  const { side, variable, apart, apartUnit, dateTime: time, repeat } = values;
  const long = t(`long.${apartUnit}`, { count: Number(apart) });
  const said = side === "on" ? t("said.onDate", { variable }) : t(`said.${side}Date`, { long, variable });
  const at = time === "" || !hasDateTime(values) ? "" : t("said.at", { time });
  const again = repeat === "never" ? "" : t(`repeats.${repeat}`).toLowerCase();
  return [[said, at].filter(Boolean).join(" "), again].filter(Boolean).join(", ");
}

function cronsSaid({ crons }: Values, t: TFunction<"schedule">): string {
  const lines = crons.map((line) =>
    CRON_FIELDS.filter((name) => line[name] !== "")
      .map((name) => `${t(`cron.${name}`).toLowerCase()} ${line[name]}`)
      .join(", "),
  );
  return t("said.cron", { fields: lines.join("; ") });
}

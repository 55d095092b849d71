import type { JsonObject } from "@/model/json";

export const WAYS = ["once", "after", "day", "week", "month", "every", "date", "cron"] as const;
export type Way = (typeof WAYS)[number];

export const UNITS = { minute: 60, hour: 3600, day: 86_400 } as const;
export type Unit = keyof typeof UNITS;

export const CRON_FIELDS = ["minute", "hour", "day", "month", "day_of_week", "year", "second"] as const;
export type CronField = (typeof CRON_FIELDS)[number];
export type CronLine = Record<CronField, string>;

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export const MISFIRES = ["once", "skip", "all"] as const;
export const REPEATS = ["never", "year", "month", "week", "day"] as const;
export const SIDES = ["before", "on", "after"] as const;

export type ButtonValues = { text: string; value: string };

/** A message that is sent by itself, as its form has it: times as clocks show them, empty where not given. */
export interface Values {
  name: string;
  text: string;
  buttons: ButtonValues[];
  /** What of a message has no field here stays as it is. */
  rest: JsonObject;
  isHeard: boolean;

  channel: string | null;
  whom: "all" | "people" | "rules";
  people: string[];
  rules: JsonObject | null;

  way: Way;
  /** `2027-03-01T09:00` */
  moment: string;
  amount: number | "";
  unit: Unit;
  time: string;
  weekdays: string[];
  monthday: string;
  crons: CronLine[];

  variable: string;
  side: (typeof SIDES)[number];
  /** So many of `apartUnit` before or after the date. */
  apart: number | "";
  apartUnit: Unit;
  /** Beside whole days: given by programs, kept. */
  seconds: number;
  dateTime: string;
  repeat: (typeof REPEATS)[number];

  isOwnClock: boolean;
  zone: string;
  from: string;
  until: string;
  isQuiet: boolean;
  quietStart: string;
  quietEnd: string;
  /** Minutes. */
  jitter: number | "";
  misfire: (typeof MISFIRES)[number];
}

export const EMPTY_CRON: CronLine = {
  minute: "",
  hour: "",
  day: "",
  month: "",
  day_of_week: "",
  year: "",
  second: "",
};

/** What a new one begins with. */
export function newValues(zone: string): Values {
  return {
    name: "",
    text: "",
    buttons: [],
    rest: {},
    isHeard: false,
    channel: null,
    whom: "all",
    people: [],
    rules: null,
    way: "day",
    moment: "",
    amount: 1,
    unit: "hour",
    time: "09:00",
    weekdays: ["mon"],
    monthday: "1",
    crons: [{ ...EMPTY_CRON, minute: "0", hour: "9", day_of_week: "mon-fri" }],
    variable: "",
    side: "before",
    apart: 1,
    apartUnit: "day",
    seconds: 0,
    dateTime: "09:00",
    repeat: "never",
    isOwnClock: false,
    zone,
    from: "",
    until: "",
    isQuiet: false,
    quietStart: "22:00",
    quietEnd: "08:00",
    jitter: 0,
    misfire: "once",
  };
}

/** The ways that fire by crons. */
export function isByCrons(way: Way): boolean {
  return way === "day" || way === "week" || way === "month" || way === "cron";
}

/** A time of the day is asked for: what is hours or minutes from a date counts from the date's own time. */
export function hasDateTime({ side, apartUnit }: Pick<Values, "side" | "apartUnit">): boolean {
  return side === "on" || apartUnit === "day";
}

/** Where it can be chosen whose clock is asked. */
export function hasClock(way: Way): boolean {
  return way === "once" || isByCrons(way);
}

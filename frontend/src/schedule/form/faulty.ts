import { readFault } from "@/values";

import { EMPTY_CRON, isByCrons, UNITS, type Values } from "./values";

/** Names of what is missing or cannot be, by field: words of `schedule:faults`. */
export type Faults = Partial<Record<keyof Values, string>>;

const LONGEST = 366 * 86_400; // seconds the API takes
const DAYS = 3660;
const TIME = /^\d{2}:\d{2}$/;

/** What a person can be told before anything is sent; the API finds the rest. */
export function faultsOf(values: Values): Faults {
  return {
    ...(values.name.trim() === "" && { name: "name" }),
    ...(values.text.trim() === "" && Object.keys(values.rest).length === 0 && { text: "text" }),
    ...(values.whom === "people" && values.people.length === 0 && { people: "people" }),
    ...(values.whom === "rules" && values.rules === null && { rules: "rules" }),
    ...faultsOfTime(values),
    ...(values.isQuiet && faultsOfQuiet(values)),
  };
}

function faultsOfTime(values: Values): Faults {
  const { way } = values;
  if (way === "once") return values.moment === "" ? { moment: "moment" } : {};
  if (way === "date") return faultsOfDate(values);
  if (way === "after") return faultsOfAmount(values);
  const span = faultsOfSpan(values);
  if (way === "every") return { ...faultsOfAmount(values), ...span };
  if (way === "cron") {
    const isEmpty = values.crons.every((line) => Object.values(line).every((one) => one.trim() === ""));
    return { ...span, ...(isEmpty && { crons: "crons" }) };
  }
  return {
    ...span,
    ...(!TIME.test(values.time) && { time: "time" }),
    ...(way === "week" && values.weekdays.length === 0 && { weekdays: "weekdays" }),
  };
}

function faultsOfAmount({ amount, unit }: Values): Faults {
  const seconds = Number(amount) * UNITS[unit];
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST ? {} : { amount: "amount" };
}

function faultsOfSpan({ from, until }: Values): Faults {
  return from !== "" && until !== "" && until < from ? { until: "until" } : {};
}

function faultsOfDate({ variable, side, apart, apartUnit }: Values): Faults {
  const path = variable.trim();
  const isOfPerson = path.startsWith("user.") && readFault(path) === null;
  const most = apartUnit === "day" ? DAYS : LONGEST / UNITS[apartUnit];
  const isCount = side === "on" || (Number.isInteger(apart) && Number(apart) >= 0 && Number(apart) <= most);
  const apartFault = apartUnit === "day" ? "days" : "apart";
  return { ...(!isOfPerson && { variable: "variable" }), ...(!isCount && { apart: apartFault }) };
}

function faultsOfQuiet({ quietStart, quietEnd }: Values): Faults {
  if (!TIME.test(quietStart)) return { quietStart: "time" };
  if (!TIME.test(quietEnd)) return { quietEnd: "time" };
  return quietStart === quietEnd ? { quietEnd: "quiet" } : {};
}

const FIELDS: readonly (readonly [prefix: string, field: keyof Values | "cron"])[] = [
  ["name", "name"],
  ["message", "text"],
  ["channel_id", "channel"],
  ["audience.ids", "people"],
  ["audience.people", "people"],
  ["audience", "rules"],
  ["schedule.at_local", "moment"],
  ["schedule.at", "moment"],
  ["schedule.after", "amount"],
  ["schedule.every", "amount"],
  ["schedule.date.variable", "variable"],
  ["schedule.date", "apart"],
  ["schedule.quiet", "quietEnd"],
  ["schedule.start_at", "from"],
  ["schedule.end_at", "until"],
];

/** The field of the form that shows what the API says of a path in the body; null: none does. `crons.0.hour` is
 * one of a cron's fields. */
export function fieldOf(path: string, way: Values["way"]): string | null {
  const cron = /^schedule\.crons(?:\.(\d+))?(?:\.(\w+))?$/.exec(path);
  if (cron && isByCrons(way)) return fieldOfCron(cron[1] ?? "0", cron[2], way);
  return FIELDS.find(([prefix]) => path === prefix || path.startsWith(`${prefix}.`))?.[1] ?? null;
}

function fieldOfCron(line: string, name: string | undefined, way: Values["way"]): string {
  if (name === "start_at") return "from";
  if (name === "end_at") return "until";
  if (name === "timezone") return "zone";
  if (name === "jitter") return "jitter";
  if (way !== "cron") return "time";
  return name !== undefined && name in EMPTY_CRON ? `crons.${line}.${name}` : "crons";
}

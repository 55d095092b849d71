import { describe, expect, it } from "vitest";

import type { Cron, Emitter, Schedule } from "../types";
import { comingOf } from "./nextTimes";
import { faultsOf, fieldOf } from "./faulty";
import { isUneven, valuesOf, whenOf } from "./reading";
import { EMPTY_CRON, newValues, type Values } from "./values";
import { audienceOf, messageOf, scheduleOf } from "./writing";

const ZONE = "Europe/Berlin";
const values = (some: Partial<Values>): Values => ({
  ...newValues(ZONE),
  name: "News",
  text: "Hello",
  ...some,
});
const SHARED = { timezone: ZONE, jitter: 0, misfire: "once" } as const;
const written = { misfire: "once", own_zone: false } as const;

describe("a schedule", () => {
  it.each<[string, Partial<Values>, object]>([
    ["once", { way: "once", moment: "2027-03-01T09:00" }, { at: "2027-03-01T08:00:00.000Z" }],
    [
      "once by each person's clock",
      { way: "once", moment: "2027-01-01T00:00", isOwnClock: true },
      { at_local: "2027-01-01T00:00:00" },
    ],
    ["after a delay", { way: "after", amount: 3, unit: "hour" }, { after: 10_800 }],
    [
      "every so often, within a span",
      { way: "every", amount: 2, unit: "day", from: "2027-03-01T09:00", until: "2027-04-01T09:00" },
      { every: 172_800, start_at: "2027-03-01T08:00:00.000Z", end_at: "2027-04-01T07:00:00.000Z" },
    ],
    ["every day", { way: "day", time: "09:05" }, { crons: [{ hour: "9", minute: "5", ...SHARED }] }],
    [
      "on days of the week",
      { way: "week", time: "18:00", weekdays: ["fri", "mon"], isOwnClock: true },
      { crons: [{ hour: "18", minute: "0", day_of_week: "mon,fri", ...SHARED }], own_zone: true },
    ],
    [
      "on the last of the month, not all at once",
      { way: "month", time: "10:00", monthday: "last", jitter: 5, misfire: "skip" },
      {
        crons: [{ hour: "10", minute: "0", day: "last", timezone: ZONE, jitter: 300, misfire: "skip" }],
        misfire: "skip",
      },
    ],
    [
      "by the fields of crons",
      { way: "cron", crons: [{ ...EMPTY_CRON, hour: " 9-17 ", minute: "*/15" }] },
      { crons: [{ hour: "9-17", minute: "*/15", ...SHARED }] },
    ],
    [
      "before a date",
      { way: "date", variable: "user.renewal", side: "before", apart: 3, dateTime: "09:00", repeat: "year" },
      { date: { variable: "user.renewal", days: -3, seconds: 0, time: "09:00", repeat: "year" } },
    ],
    [
      "an hour before a date",
      { way: "date", variable: "user.visit", side: "before", apart: 1, apartUnit: "hour" },
      { date: { variable: "user.visit", days: 0, seconds: -3600 } },
    ],
    [
      "minutes after a date",
      { way: "date", variable: "user.visit", side: "after", apart: 90, apartUnit: "minute" },
      { date: { variable: "user.visit", days: 0, seconds: 5400 } },
    ],
    [
      "on a date, at its own time, but not at night",
      { way: "date", variable: "user.visit", side: "on", dateTime: "", isQuiet: true },
      { date: { variable: "user.visit", days: 0, seconds: 0 }, quiet: { start: "22:00", end: "08:00" } },
    ],
  ])("%s is written as the API takes it, and read back", (_, some, expected) => {
    const given = values(some);
    const schedule = scheduleOf(given);
    expect(schedule).toEqual({ ...written, ...expected });
    if (schedule.after) return;
    const read = { ...newValues(ZONE), ...whenOf(schedule as Schedule, ZONE) };
    expect(scheduleOf(read)).toEqual(schedule);
    expect(read.way).toBe(given.way);
  });

  it.each<[Partial<Cron>, Partial<Values>]>([
    [
      { hour: "9", day_of_week: "mon-fri" },
      { way: "week", weekdays: ["mon", "tue", "wed", "thu", "fri"] },
    ],
    [
      { hour: "9", day_of_week: "0,6" },
      { way: "week", weekdays: ["mon", "sun"] },
    ],
    [
      { hour: "9", minute: "30" },
      { way: "day", time: "09:30" },
    ],
    [{ hour: "9", day: "2nd fri" }, { way: "cron" }],
    [{ hour: "9", day: "1", day_of_week: "mon" }, { way: "cron" }],
    [{ hour: "9", month: "3" }, { way: "cron" }],
    [{ hour: "*/2" }, { way: "cron" }],
  ])("of the cron %j is shown as simply as it is", (cron, expected) => {
    const schedule = { crons: [{ ...SHARED, ...cron }], own_zone: false, misfire: "once" } as Schedule;
    expect(whenOf(schedule, ZONE)).toMatchObject(expected);
  });

  it.each([
    { days: 0, seconds: -3600, time: "09:00" },
    { days: -1, seconds: -3600 },
    { days: 2, seconds: 30 },
    { days: 0, seconds: 45 },
    { days: 0, seconds: -172_800 },
  ])("of a program, %j from a date, is kept as it is", (apart) => {
    const date = { variable: "user.visit", ...apart };
    const schedule = { date, own_zone: false, misfire: "once" } as unknown as Schedule;
    const read = { ...newValues(ZONE), ...whenOf(schedule, ZONE) };
    expect(scheduleOf(read)).toEqual(schedule);
  });

  it("says where its crons differ in what the form has once", () => {
    const other = { ...SHARED, hour: "10" };
    const schedule = (last: object) => ({ crons: [SHARED, last] }) as Schedule;
    expect(isUneven(schedule(other))).toBe(false);
    expect(isUneven(schedule({ ...other, timezone: "UTC" }))).toBe(true);
  });

  it("that was a delay is a moment once it is made", () => {
    const schedule = { at: "2027-03-01T08:00:00Z", after: 60, own_zone: false, misfire: "once" } as Schedule;
    expect(whenOf(schedule, ZONE)).toMatchObject({ way: "once", moment: "2027-03-01T09:00" });
  });
});

describe("a message and its readers", () => {
  it("keep what the form does not show", () => {
    const emitter = {
      name: "News",
      message: { text: "Hi", buttons: [{ text: "Yes" }, { text: "No", value: "0" }], params: { a: 1 } },
      audience: { kind: "people", ids: ["p"] },
      channel_id: null,
      needs_message_processing: true,
      schedule: { every: 60, own_zone: false, misfire: "all" },
    } as unknown as Emitter;
    const read = valuesOf(emitter, ZONE);
    expect(messageOf(read)).toEqual(emitter.message);
    expect(audienceOf(read)).toEqual(emitter.audience);
    expect([read.isHeard, read.misfire, read.amount, read.unit]).toEqual([true, "all", 1, "minute"]);
  });

  it("leave out buttons that say nothing", () => {
    expect(messageOf(values({ buttons: [{ text: " ", value: "x" }] }))).toEqual({ text: "Hello" });
  });
});

describe("what is wrong is told at its field", () => {
  it.each<[Partial<Values>, object]>([
    [{}, {}],
    [
      { name: " ", text: "" },
      { name: "name", text: "text" },
    ],
    [{ text: "", rest: { widget: {} } }, {}],
    [{ whom: "people" }, { people: "people" }],
    [{ whom: "rules" }, { rules: "rules" }],
    [{ way: "once" }, { moment: "moment" }],
    [{ way: "after", amount: "" }, { amount: "amount" }],
    [{ way: "every", amount: 400, unit: "day" }, { amount: "amount" }],
    [
      { way: "week", weekdays: [], time: "" },
      { weekdays: "weekdays", time: "time" },
    ],
    [{ way: "cron", crons: [EMPTY_CRON] }, { crons: "crons" }],
    [{ way: "date", variable: "bot.day" }, { variable: "variable" }],
    [{ way: "date", variable: "user.day", apart: 3661 }, { apart: "days" }],
    [{ way: "date", variable: "user.day", apart: 8785, apartUnit: "hour" }, { apart: "apart" }],
    [{ from: "2027-03-02T00:00", until: "2027-03-01T00:00" }, { until: "until" }],
    [{ isQuiet: true, quietEnd: "22:00" }, { quietEnd: "quiet" }],
  ])("%j", (some, expected) => {
    expect(faultsOf(values(some))).toEqual(expected);
  });

  it.each([
    ["schedule.crons.1.hour", "cron", "crons.1.hour"],
    ["schedule.crons.0", "cron", "crons"],
    ["schedule.crons.0.hour", "day", "time"],
    ["schedule.crons.0.end_at", "week", "until"],
    ["schedule.at", "once", "moment"],
    ["schedule.date.variable", "date", "variable"],
    ["message.buttons.0.text", "day", "text"],
    ["audience.rules.rules.0", "day", "rules"],
    ["bot_id", "day", null],
  ] as const)("%s of a schedule by %s stands at %s", (path, way, field) => {
    expect(fieldOf(path, way)).toBe(field);
  });
});

describe("the next times", () => {
  const now = new Date("2027-03-01T08:30:00Z");
  const shown = (some: Partial<Values>) =>
    comingOf(values(some), now).map((at) => at.toISOString().slice(0, 16));

  it("of one that is repeated count from its start", () => {
    const hourly = { way: "every", amount: 1, unit: "hour", from: "2027-03-01T07:00" } as const;
    expect(shown({ ...hourly, until: "2027-03-01T11:30" })).toEqual(["2027-03-01T09:00", "2027-03-01T10:00"]);
    expect(shown({ ...hourly, from: "2027-03-02T07:00" })[0]).toBe("2027-03-02T06:00");
    expect(shown({ ...hourly, from: "" })).toHaveLength(5);
  });

  it("of one that is sent once is that one, unless it is over", () => {
    expect(shown({ way: "once", moment: "2027-03-01T10:00" })).toEqual(["2027-03-01T09:00"]);
    expect(shown({ way: "once", moment: "2027-03-01T09:00" })).toEqual([]);
    expect(shown({ way: "after", amount: 30, unit: "minute" })).toEqual(["2027-03-01T09:00"]);
  });
});

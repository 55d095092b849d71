import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Emitter = Schemas["EmitterRead"];
export type Schedule = Schemas["ScheduleRead"];
export type ScheduleIn = Schemas["ScheduleIn"];
export type Cron = Schemas["CronFields"];
export type ByDate = NonNullable<ScheduleIn["date"]>;
export type Audience = Schemas["Audience"];
export type Entry = Schemas["CalendarEntry"];
export type Run = Schemas["RunRead"];

export const EMITTERS = "/api/v1/emitters";

export type State = "on" | "paused" | "ended";

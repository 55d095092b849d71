import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Alerts = Schemas["AlertsRead"];
export type Change = Schemas["AlertsChange"];

export const ALERTS = "/api/v1/bots/{bot_id}/alerts";

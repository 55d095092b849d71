import type { components } from "@/api/schema";

export type Bot = components["schemas"]["BotRead"];
export type Example = components["schemas"]["ExampleRead"];
export type BotStatus = components["schemas"]["BotStatus"];

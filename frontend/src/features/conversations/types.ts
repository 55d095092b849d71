import type { components } from "@/api/schema";

export type Conversation = components["schemas"]["SessionRead"];
export type ConversationWhole = components["schemas"]["SessionWhole"];
export type Said = components["schemas"]["SessionsMessageRead"];
export type Replay = components["schemas"]["Replay"];
export type State = "running" | "finished" | "awaiting";

export const STATES: readonly State[] = ["running", "awaiting", "finished"];

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { keptTest } from "@/chat/testing/conversation";
import { outcomeOf } from "@/chat/testing/reading";

import type { ConversationWhole } from "../types";
import { toldIn, type Told } from "./turns";

/** What the person did in a conversation, read from the record by way of the draft. */
export async function told({ id }: ConversationWhole): Promise<Told | null> {
  const params = { path: { session_id: id } };
  const body = { version: "draft" as const, http: [], integrations: [] };
  return toldIn(await unwrap(api.POST("/api/v1/sessions/{session_id}/replay", { params, body })));
}

/** Keeps it with the draft, with what follows there now up to where something is missing; its number. */
export async function keep(botId: string, name: string, { now, turns }: Told): Promise<number> {
  const params = { path: { bot_id: botId } };
  const test = { now, turns: [...turns] };
  const played = await unwrap(api.POST("/api/v1/bots/{bot_id}/simulate", { params, body: test }));
  const outcomes = played.turns.map(outcomeOf);
  const faulty = outcomes.findIndex(({ problems }) => problems.length > 0);
  const known = faulty < 0 ? outcomes : outcomes.slice(0, faulty);
  const body = keptTest(name, turns, known, { test, differences: played.differences });
  const made = await unwrap(api.POST("/api/v1/bots/{bot_id}/tests", { params, body }));
  return made.index;
}

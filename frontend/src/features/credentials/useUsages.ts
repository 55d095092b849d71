import { $api } from "@/api/client";

import type { Usage } from "./types";

export const USAGES = "/api/v1/credentials/{credential_id}/usages";

/** The bots that name a credential. */
export function useUsages(credentialId: string) {
  const params = { path: { credential_id: credentialId } };
  return $api.useQuery("get", USAGES, { params });
}

export type UsingBot = { id: string; name: string; version: number | null; isDraft: boolean; places: number };

/** One line a bot: whether its draft names it, which version that runs does, and in how many places at most. */
export function usingBots(usages: readonly Usage[]): UsingBot[] {
  const bots = new Map<string, UsingBot>();
  for (const { bot_id, bot_name, version, paths } of usages) {
    const known = bots.get(bot_id) ?? {
      id: bot_id,
      name: bot_name,
      version: null,
      isDraft: false,
      places: 0,
    };
    bots.set(bot_id, {
      ...known,
      version: version ?? known.version,
      isDraft: known.isDraft || version === null,
      places: Math.max(known.places, paths.length),
    });
  }
  return [...bots.values()];
}

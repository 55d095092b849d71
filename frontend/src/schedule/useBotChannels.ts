import { $api } from "@/api/client";

const MOST = 100;

/** Where the bot answers, by name. */
export function useBotChannels(botId: string) {
  const query = { default_bot_id: botId, sort: "name" as const, limit: MOST };
  return $api.useQuery("get", "/api/v1/channels", { params: { query } }).data?.items ?? [];
}

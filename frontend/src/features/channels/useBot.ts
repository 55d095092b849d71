import { $api } from "@/api/client";

/** A bot by its id; nothing is asked where there is none. */
export function useBot(botId: string | null) {
  const params = { path: { bot_id: botId ?? "" } };
  return $api.useQuery("get", "/api/v1/bots/{bot_id}", { params }, { enabled: botId !== null, retry: false });
}

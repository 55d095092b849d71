import { $api } from "@/api/client";
import { isObject } from "@/model/json";

const MOST = 200;

/** Names of those who published, by the number of the version; without those who have told none. */
export function usePublishers(botId: string): ReadonlyMap<number, string> {
  const query = { action: "bot.publish", limit: MOST };
  const params = { path: { bot_id: botId }, query };
  const { data } = $api.useQuery("get", "/api/v1/bots/{bot_id}/audit", { params });
  const names = new Map<number, string>();
  for (const { after, actor_name } of data?.items ?? []) {
    const version = isObject(after) ? after["version"] : null;
    if (typeof version === "number" && actor_name) names.set(version, actor_name);
  }
  return names;
}

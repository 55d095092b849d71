import { $api } from "@/api/client";
import { useSession } from "@/api/session";

export const ACCESS_PATH = "/api/v1/bots/{bot_id}/access";
const MOST = 200;

/** Everybody who may touch the bot. */
export function useAccess(botId: string) {
  const params = { path: { bot_id: botId }, query: { limit: MOST } };
  return $api.useQuery("get", ACCESS_PATH, { params });
}

/** `mayEdit` the bot, `mayOwn`: archive it and share it. Neither while it is not known yet. */
export function useMyAccess(botId: string): { mayEdit: boolean; mayOwn: boolean } {
  const { person } = useSession();
  const { data } = useAccess(botId);
  if (person?.role === "ADMIN") return { mayEdit: true, mayOwn: true };
  const access = data?.items.find(({ user_id }) => user_id === person?.id)?.access;
  return { mayEdit: access === "OWNER" || access === "EDITOR", mayOwn: access === "OWNER" };
}

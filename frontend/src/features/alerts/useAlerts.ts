import { useMutation, useQueryClient } from "@tanstack/react-query";

import { $api, api } from "@/api/client";
import { unwrap } from "@/api/faults";

import { ALERTS, type Change } from "./types";

const AGAIN = 10_000; // ms: problems come, and are over

/** How a bot's people are told, and how it stands. */
export function useAlerts(botId: string) {
  const params = { path: { bot_id: botId } };
  return $api.useQuery("get", ALERTS, { params }, { refetchInterval: AGAIN });
}

/** Changes it, and what the page knows of it. */
export function useAlertsChange(botId: string) {
  const queries = useQueryClient();
  const params = { path: { bot_id: botId } };
  return useMutation({
    mutationFn: (body: Change) => unwrap(api.PATCH(ALERTS, { params, body })),
    onSuccess: (changed) =>
      queries.setQueryData($api.queryOptions("get", ALERTS, { params }).queryKey, changed),
  });
}

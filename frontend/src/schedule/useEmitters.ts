import { $api } from "@/api/client";

import { EMITTERS, type Emitter, type State } from "./types";

const PAGE = 50;
const AGAIN = 10_000; // ms: what was sent meanwhile moves the next time

/** What a bot says by itself, oldest first. */
export function useEmitters(botId: string) {
  const found = $api.useInfiniteQuery(
    "get",
    EMITTERS,
    { params: { query: { bot_id: botId, limit: PAGE } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      refetchInterval: AGAIN,
    },
  );
  return { ...found, emitters: found.data?.pages.flatMap((page) => page.items) ?? [] };
}

/** `ended`: it has no time to come. */
export function stateOf({ is_paused, is_personal, next_at }: Emitter): State {
  if (is_paused) return "paused";
  return next_at === null && !is_personal ? "ended" : "on";
}

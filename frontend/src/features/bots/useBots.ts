import { useDebouncedValue } from "@mantine/hooks";

import { $api } from "@/api/client";

import type { BotStatus } from "./types";

const PAGE = 30;

/** Bots page by page, those changed last first; `search` is asked for once typing has paused. */
export function useBots(search: string, status: BotStatus | null) {
  const [asked] = useDebouncedValue(search.trim(), 200);
  const query = {
    limit: PAGE,
    sort: "-updated_at" as const,
    ...(asked && { search: asked }),
    ...(status && { status: [status] }),
  };
  const answer = $api.useInfiniteQuery(
    "get",
    "/api/v1/bots",
    { params: { query } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      placeholderData: (before) => before,
    },
  );
  return { ...answer, bots: answer.data?.pages.flatMap((page) => page.items) ?? [], asked };
}

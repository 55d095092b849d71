import { useDebouncedValue } from "@mantine/hooks";

import { $api } from "@/api/client";

const PAGE = 30;

type Wanted = { search: string; workspaceId: string | null; botId: string | null };

/** Channels page by page, by name: of a bot where one is given, else of a workspace. */
export function useChannels({ search, workspaceId, botId }: Wanted) {
  const [asked] = useDebouncedValue(search.trim(), 200);
  const query = {
    limit: PAGE,
    sort: "name" as const,
    ...(asked && { search: asked }),
    ...(botId ? { default_bot_id: botId } : { workspace_id: workspaceId }),
  };
  const answer = $api.useInfiniteQuery(
    "get",
    "/api/v1/channels",
    { params: { query } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      placeholderData: (before) => before,
      enabled: botId !== null || workspaceId !== null,
    },
  );
  return { ...answer, channels: answer.data?.pages.flatMap((page) => page.items) ?? [], asked };
}

import { $api } from "@/api/client";

const PAGE = 100;

/** Of a workspace, page by page. */
export function useCredentials(workspaceId: string | null, search: string) {
  const query = { workspace_id: workspaceId, limit: PAGE, ...(search && { search }) };
  const answer = $api.useInfiniteQuery(
    "get",
    "/api/v1/credentials",
    { params: { query } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      placeholderData: (before) => before,
      enabled: workspaceId !== null,
    },
  );
  return { ...answer, credentials: answer.data?.pages.flatMap((page) => page.items) ?? [] };
}

import { useQueryClient } from "@tanstack/react-query";

import { $api } from "@/api/client";
import type { components } from "@/api/schema";
import { useEditor } from "@/store";
import { notifyFault } from "@/ui";

export const TESTS = "/api/v1/bots/{bot_id}/tests";

type Kept = Pick<components["schemas"]["KeptTest"], "index" | "revision">;

/** Taking a kept test away, and putting another in its place. */
export function useKept() {
  const botId = useEditor((state) => state.botId);
  const queries = useQueryClient();
  const terms = {
    onError: notifyFault,
    onSettled: () => queries.invalidateQueries({ queryKey: ["get", TESTS] }),
  };
  const removing = $api.useMutation("delete", "/api/v1/bots/{bot_id}/tests/{index}", terms);
  const replacing = $api.useMutation("put", "/api/v1/bots/{bot_id}/tests/{index}", terms);
  const paramsOf = ({ index, revision }: Kept) => ({
    path: { bot_id: botId, index },
    query: { base_revision: revision },
  });
  return {
    remove: (kept: Kept) => removing.mutate({ params: paramsOf(kept) }),
    replace: (kept: Kept, test: Record<string, unknown>) =>
      replacing.mutateAsync({ params: paramsOf(kept), body: test }),
  };
}

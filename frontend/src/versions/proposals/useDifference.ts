import { useEffect } from "react";

import { $api } from "@/api/client";
import { useEditor } from "@/store";

import { DIFFERENCE } from "./types";

/** What a proposal would change in the draft as it is now: what others do meanwhile may stand in its way. */
export function useDifference(proposalId: string) {
  const botId = useEditor((state) => state.botId);
  const revision = useEditor((state) => state.revision);
  const params = { path: { bot_id: botId, proposal_id: proposalId } };
  const found = $api.useQuery("get", DIFFERENCE, { params }, { staleTime: 0 });
  const isOld = found.data !== undefined && found.data.draft_revision < revision;
  const { isFetching, refetch } = found;
  useEffect(() => {
    if (isOld && !isFetching) void refetch();
  }, [isOld, isFetching, refetch]);
  return found;
}

import { useQueryClient, type Query } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";

import { $api } from "@/api/client";
import { useEditor, useEditorStore } from "@/store";

import { PROPOSALS } from "./types";

const MOST = 50; // more than a bot may have open
const OF_PROPOSALS = {
  predicate: ({ queryKey }: Query) => typeof queryKey[1] === "string" && queryKey[1].startsWith(PROPOSALS),
};

/** Those that wait for a decision, the newest first. */
export function useProposals() {
  const botId = useEditor((state) => state.botId);
  const query = { state: ["open" as const], limit: MOST };
  return $api.useQuery("get", PROPOSALS, { params: { path: { bot_id: botId }, query } });
}

/** What is known of proposals is read again; the answer is there once that has been done. */
export function useReadAgain(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    // A first question that is under way would go on, and its answer may be from before the news.
    await queries.cancelQueries(OF_PROPOSALS);
    await queries.invalidateQueries(OF_PROPOSALS);
  };
}

/** They are read again when the server tells of one, and when it could not have told. */
export function useProposalNews(): void {
  const store = useEditorStore();
  const isLive = useEditor((state) => state.live);
  const readAgain = useReadAgain();
  const heard = useEffectEvent(() => void readAgain());
  useEffect(
    () =>
      store.getState().onTrace(({ type }) => {
        if (type === "proposal" || type === "proposals") heard();
      }),
    [store],
  );
  useEffect(() => {
    if (isLive) heard();
  }, [isLive]);
}

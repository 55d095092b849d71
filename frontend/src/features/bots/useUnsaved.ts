import { useQuery } from "@tanstack/react-query";

import { useSession } from "@/api/session";
import { unsavedBots } from "@/store/unsaved";

const AGAIN = 2000; // ms: an editor that was just left may still be saving

/** Whether this person has changes of the bot in this browser that are not saved. */
export function useUnsaved(botId: string): boolean {
  const { person } = useSession();
  const personId = person?.id ?? "";
  const { data } = useQuery({
    queryKey: ["unsaved", personId],
    queryFn: () => unsavedBots(personId),
    staleTime: 0,
    networkMode: "always",
    refetchInterval: ({ state }) => (state.data?.length ? AGAIN : false),
  });
  return data?.includes(botId) ?? false;
}

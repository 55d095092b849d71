import { createContext, use, useEffect } from "react";

/** Shows a step by its id where the steps of the bot are drawn. */
export const FollowContext = createContext<(step: string) => void>(() => undefined);

/** What is drawn of the bot goes along to where a conversation stands. */
export function useFollow(turn: { readonly place: string | null } | undefined): void {
  const follow = use(FollowContext);
  useEffect(() => {
    const step = turn?.place?.split("/")[0];
    if (step) follow(step);
  }, [turn, follow]);
}

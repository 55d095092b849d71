import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";

import { useEditor } from "@/store";

/** The conversation that the address asks to look at on the canvas, and how to stop; its trace is opened. */
export function useWatching(): { sessionId: string | null; stop: () => void } {
  const { conversation } = useSearch({ from: "/in/bots/$botId" });
  const navigate = useNavigate({ from: "/bots/$botId" });
  const stop = () =>
    void navigate({ search: (before) => ({ ...before, conversation: undefined }), replace: true });
  return { sessionId: conversation ?? null, stop };
}

/** Opens the trace where the address names a conversation. */
export function useWatchingOpensTrace(): void {
  const { conversation } = useSearch({ from: "/in/bots/$botId" });
  const setView = useEditor((state) => state.setView);
  useEffect(() => {
    if (conversation) setView({ drawer: "trace" });
  }, [conversation, setView]);
}

import { useNavigate, useSearch } from "@tanstack/react-router";

/** Which proposal is looked at, `all` for their list; it stands in the address. */
export function useOpening(): { opened: string | null; open: (which: string | null) => void } {
  const { proposal } = useSearch({ from: "/in/bots/$botId" });
  const navigate = useNavigate({ from: "/bots/$botId" });
  const open = (which: string | null) =>
    void navigate({ search: (before) => ({ ...before, proposal: which ?? undefined }) });
  return { opened: proposal ?? null, open };
}

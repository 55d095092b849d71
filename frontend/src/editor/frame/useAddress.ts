import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

import { useEditor, useEditorStore } from "@/store";

/** What is chosen and open stands in the address, so that it can be sent to others; the back button leads back. */
export function useAddress(): void {
  const search = useSearch({ from: "/in/bots/$botId" });
  const navigate = useNavigate({ from: "/bots/$botId" });
  const store = useEditorStore();
  const steps = useEditor((state) => state.selection.steps);
  const connection = useEditor((state) => state.selection.connection);
  const dock = useEditor((state) => state.view.dock);
  const rail = useEditor((state) => state.view.rail);
  const step = steps.length === 1 ? steps[0] : undefined;
  const written = useRef<string | null>(null);

  useEffect(() => {
    const asked = `${search.step ?? ""} ${search.connection ?? ""}`;
    if (asked === written.current) return;
    written.current = asked;
    const { reveal, select, setView } = store.getState();
    if (search.step || search.connection) reveal({ step: search.step, connection: search.connection });
    else select({ steps: [], connection: null });
    if (search.dock) setView({ dock: search.dock });
    if (search.rail) setView({ rail: search.rail });
  }, [search, store]);

  useEffect(() => {
    const { selection } = store.getState();
    // What the address asked for has just been chosen: this is of the moment before.
    if (selection.connection !== connection || selection.steps !== steps) return;
    const now = `${step ?? ""} ${connection ?? ""}`;
    const isMoved = now !== written.current;
    written.current = now;
    void navigate({
      search: (before) => ({
        ...before,
        step,
        connection: connection ?? undefined,
        dock: dock ?? undefined,
        rail: rail ?? undefined,
      }),
      replace: !isMoved,
    });
  }, [step, steps, connection, dock, rail, navigate, store]);
}

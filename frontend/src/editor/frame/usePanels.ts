import { useLocalStorage } from "@mantine/hooks";

import { useEditor, type View } from "@/store";

const DEFAULTS = { rail: "steps", dock: "properties" } as const;

/** Opening and closing the parts round the canvas; each comes back as what it was last. */
export function usePanels() {
  const view = useEditor((state) => state.view);
  const setView = useEditor((state) => state.setView);
  const [last, keep] = useLocalStorage<{ rail: View["rail"]; dock: View["dock"] }>({
    key: "dbcv.panels",
    defaultValue: DEFAULTS,
  });
  return {
    showRail: (rail: View["rail"]) => {
      if (rail) keep({ ...last, rail });
      setView({ rail: view.rail === rail ? null : rail });
    },
    showDock: (dock: View["dock"]) => {
      if (dock) keep({ ...last, dock });
      setView({ dock: view.dock === dock ? null : dock });
    },
    toggleRail: () => setView({ rail: view.rail ? null : (last.rail ?? DEFAULTS.rail) }),
    toggleDock: () => setView({ dock: view.dock ? null : (last.dock ?? DEFAULTS.dock) }),
    toggleDrawer: () => setView({ drawer: view.drawer ? null : "trace" }),
    toggleMode: () => setView({ mode: view.mode === "canvas" ? "outline" : "canvas" }),
  };
}

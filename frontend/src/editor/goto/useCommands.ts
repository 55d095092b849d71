import type { UseNavigateResult } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";

import { useActs } from "../canvas";
import { usePanels } from "../frame/usePanels";

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly run: (navigate: UseNavigateResult<string>) => unknown;
}

/** What can be done from anywhere in the editor, by name. */
export function useCommands(): readonly Command[] {
  const { t } = useTranslation("panels");
  const botId = useEditor((state) => state.botId);
  const readOnly = useEditor((state) => state.readOnly);
  const undo = useEditor((state) => state.undo);
  const redo = useEditor((state) => state.redo);
  const setView = useEditor((state) => state.setView);
  const acts = useActs();
  const { toggleMode } = usePanels();
  const edits: Command[] = [
    { id: "undo", title: t("undo"), run: undo },
    { id: "redo", title: t("redo"), run: redo },
    { id: "tidy", title: t("tidy"), run: () => acts.tidy() },
  ];
  const alerts: Command = {
    id: "alerts",
    title: t("alerts"),
    run: (navigate) => navigate({ to: "/bots/$botId/alerts", params: { botId } }),
  };
  return [
    { id: "test", title: t("test"), run: () => setView({ dock: "chat" }) },
    ...(["steps", "variables", "problems", "templates", "schedule", "versions"] as const).map((rail) => ({
      id: rail,
      title: t(`${rail}.title`),
      run: () => setView({ rail }),
    })),
    ...(readOnly ? [] : edits),
    { id: "outline", title: `${t("outline")} / ${t("canvas")}`, run: toggleMode },
    {
      id: "conversations",
      title: t("conversations"),
      run: (navigate) => navigate({ to: "/bots/$botId/conversations", params: { botId } }),
    },
    {
      id: "calendar",
      title: t("schedule.page"),
      run: (navigate) => navigate({ to: "/bots/$botId/schedule", params: { botId } }),
    },
    ...(readOnly ? [] : [alerts]),
  ];
}

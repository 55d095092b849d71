import { useParams } from "@tanstack/react-router";

import { EditorProvider, useEditor } from "@/store";
import { FaultState, Loading, useTitle } from "@/ui";
import { useTranslation } from "react-i18next";

import { CanvasProvider } from "./canvas";
import { EditorFrame } from "./frame/EditorFrame";

/** One bot, in the whole window. */
export function EditorPage() {
  const { botId } = useParams({ from: "/in/bots/$botId" });
  return (
    <EditorProvider botId={botId}>
      <Opened />
    </EditorProvider>
  );
}

/** Words of all that may stand on the canvas: a step that had to wait for its own would take the whole page away. */
const WORDS = ["panels", "canvas", "rules", "values"] as const;

function Opened() {
  const { t } = useTranslation(WORDS);
  const status = useEditor((state) => state.status);
  const fault = useEditor((state) => state.fault);
  const name = useEditor((state) => state.bot.name);
  const retry = useEditor((state) => state.retry);
  useTitle(name || t(status === "failed" ? "notOpened" : "opening"));
  if (status === "opening" && fault) return <FaultState isPage isTrying fault={fault} />;
  if (status === "opening") return <Loading label={t("opening")} />;
  if (status === "failed") return <FaultState isPage fault={fault} onRetry={retry} />;
  return (
    <CanvasProvider>
      <EditorFrame />
    </CanvasProvider>
  );
}

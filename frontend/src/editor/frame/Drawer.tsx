import { Suspense } from "react";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";
import { Loading } from "@/ui";
import { lazily } from "@/ui/lazily";

import classes from "./EditorFrame.module.css";
import { Panel } from "./Panel";
import { usePanels } from "./usePanels";

const TraceDrawer = lazily(() =>
  import("@/chat/TraceDrawer").then((part) => ({ default: part.TraceDrawer })),
);

/** Below the canvas: what happened in the turns of the test chat, or of the conversation that is looked at. */
export function Drawer() {
  const { t } = useTranslation("panels");
  const open = useEditor((state) => state.view.drawer);
  const { toggleDrawer } = usePanels();
  if (!open) return null;
  return (
    <aside className={classes.drawer} aria-label={t("drawer")}>
      <Panel title={t("drawer")} onClose={toggleDrawer}>
        <Suspense fallback={<Loading />}>
          <TraceDrawer />
        </Suspense>
      </Panel>
    </aside>
  );
}

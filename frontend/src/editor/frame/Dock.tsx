import { SegmentedControl } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { Suspense, type CSSProperties, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";
import { Loading } from "@/ui";
import { lazily } from "@/ui/lazily";

import { Inspector } from "../inspector";
import classes from "./EditorFrame.module.css";
import { Panel } from "./Panel";
import { usePanels } from "./usePanels";

const TestChat = lazily(() => import("@/chat/TestChat").then((part) => ({ default: part.TestChat })));

const WIDTH = { least: 320, usual: 400, most: 720, step: 24 };

/** The one place on the right: properties of what is chosen, or the test chat. */
export function Dock() {
  const { t } = useTranslation("panels");
  const open = useEditor((state) => state.view.dock);
  const setView = useEditor((state) => state.setView);
  const { showDock } = usePanels();
  const [width, setWidth] = useLocalStorage({ key: "dbcv.dock", defaultValue: WIDTH.usual });
  if (!open) return null;
  const style = { "--dock-width": `${width}px` } as CSSProperties;
  return (
    <aside className={classes.dock} style={style} aria-label={t(`dock.${open}`)}>
      <Grip width={width} onWidth={setWidth} />
      <Panel
        title={t(`dock.${open}`)}
        onClose={() => showDock(open)}
        actions={
          <SegmentedControl
            size="xs"
            aria-label={t("dock.title")}
            data={[
              { value: "properties", label: t("dock.properties") },
              { value: "chat", label: t("dock.chat") },
            ]}
            value={open}
            onChange={(value) => setView({ dock: value === "chat" ? "chat" : "properties" })}
          />
        }
      >
        <Suspense fallback={<Loading />}>{open === "chat" ? <TestChat /> : <Inspector />}</Suspense>
      </Panel>
    </aside>
  );
}

function Grip({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const { t } = useTranslation("panels");
  const clamp = (wanted: number) => onWidth(Math.min(WIDTH.most, Math.max(WIDTH.least, Math.round(wanted))));
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) clamp(window.innerWidth - event.clientX);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") clamp(width + WIDTH.step);
    if (event.key === "ArrowRight") clamp(width - WIDTH.step);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("dock.width")}
      aria-valuenow={width}
      aria-valuemin={WIDTH.least}
      aria-valuemax={WIDTH.most}
      className={classes.grip}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => onWidth(WIDTH.usual)}
      onKeyDown={press}
    />
  );
}

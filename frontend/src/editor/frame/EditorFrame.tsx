import { useDisclosure } from "@mantine/hooks";
import { useSearch } from "@tanstack/react-router";
import { Suspense, useLayoutEffect, useState } from "react";

import { useWatchingOpensTrace } from "@/chat/watching/useWatching";
import { Loading } from "@/ui";

import { LostBanner } from "../bar/LostBanner";
import { NumbersBar } from "../bar/NumbersBar";
import { TopBar } from "../bar/TopBar";
import { Canvas } from "../canvas";
import { usePhone } from "../canvas/usePhone";
import { ShortcutHelp, useShortcuts } from "../keys";
import { useEditor } from "@/store";
import { lazily } from "@/ui/lazily";
import { Dock } from "./Dock";
import { Drawer } from "./Drawer";
import classes from "./EditorFrame.module.css";
import { Rail } from "./Rail";
import { useAddress } from "./useAddress";
import { useGallery } from "./useGallery";
import { usePanels } from "./usePanels";

const GoTo = lazily(() => import("../goto/GoTo").then(({ GoTo: component }) => ({ default: component })));

/** Bar above, rail and panel on the left, canvas, one dock on the right, the trace below. */
export function EditorFrame() {
  const panels = usePanels();
  const [isHelp, help] = useDisclosure(false);
  const [isGoing, going] = useDisclosure(false);
  const undo = useEditor((state) => state.undo);
  const redo = useEditor((state) => state.redo);
  const onGallery = useGallery();
  useCanvasFirst();
  useAddress();
  useWatchingOpensTrace();
  useShortcuts("editor", {
    anything: going.open,
    undo,
    redo,
    help: help.open,
    rail: panels.toggleRail,
    dock: panels.toggleDock,
    drawer: panels.toggleDrawer,
    outline: panels.toggleMode,
  });
  return (
    <div className={classes.editor}>
      <TopBar onHelp={help.open} onGoTo={going.open} />
      <LostBanner />
      <div className={classes.body}>
        <Rail />
        <div className={classes.middle}>
          <main className={classes.canvas} id="main">
            <Canvas onGallery={onGallery} />
            <NumbersBar />
          </main>
          <Drawer />
        </div>
        <Dock />
      </div>
      <ShortcutHelp opened={isHelp} onClose={help.close} />
      {isGoing && (
        <Suspense fallback={<Loading />}>
          <GoTo onClose={going.close} />
        </Suspense>
      )}
    </div>
  );
}

/** On a phone the dock covers the canvas: there it opens when a step is tapped, or by the address. */
function useCanvasFirst(): void {
  const isPhone = usePhone();
  const setView = useEditor((state) => state.setView);
  const asked = useSearch({ from: "/in/bots/$botId", select: ({ dock }) => dock });
  const [isClosed] = useState(isPhone && asked === undefined);
  useLayoutEffect(() => {
    if (isClosed) setView({ dock: null });
  }, [isClosed, setView]);
}

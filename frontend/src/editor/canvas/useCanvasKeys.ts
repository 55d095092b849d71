import type { RefObject } from "react";
import { useEditor } from "@/store";
import { useShortcuts } from "@/editor/keys";
import { useActs } from "./acts/context";
import { useCanvasStore } from "./state";

const STEP = 20;

/** The keyboard on the canvas: everything the mouse can do. */
export function useCanvasKeys(within: RefObject<HTMLElement | null>): void {
  const acts = useActs();
  const canvas = useCanvasStore();
  const [first] = useEditor((state) => state.selection.steps);
  const connection = useEditor((state) => state.selection.connection);
  const isNothing = useEditor(
    ({ selection }) => selection.steps.length + selection.notes.length === 0 && selection.connection === null,
  );
  const nudge = (x: number, y: number) => () => (isNothing ? false : acts.nudge(x * STEP, y * STEP));
  useShortcuts(
    "canvas",
    {
      fit: acts.fit,
      actualSize: acts.actualSize,
      zoomIn: () => acts.zoomBy(1.25),
      zoomOut: () => acts.zoomBy(1 / 1.25),
      home: acts.home,
      tidy: () => void acts.tidy(),
      add: () => {
        if (connection !== null) acts.askOn(connection);
        else if (first !== undefined) acts.askNext(first);
        else return false;
        return true;
      },
      open: () => (document.activeElement?.closest("button, a") ? false : acts.open()),
      rename: () => (first === undefined ? false : acts.rename(first)),
      note: () => acts.addNote(),
      goLeft: () => acts.go("left"),
      goRight: () => acts.go("right"),
      goUp: () => acts.go("up"),
      goDown: () => acts.go("down"),
      nudgeLeft: nudge(-1, 0),
      nudgeRight: nudge(1, 0),
      nudgeUp: nudge(0, -1),
      nudgeDown: nudge(0, 1),
      alignLeft: () => acts.align("left"),
      alignRight: () => acts.align("right"),
      alignTop: () => acts.align("top"),
      alignBottom: () => acts.align("bottom"),
      selectAll: acts.selectAll,
      duplicate: acts.duplicate,
      remove: acts.remove,
      nothing: () => {
        if (canvas.getState().tidying !== null) acts.stopTidy();
        else if (isNothing) return false;
        else acts.selectNothing();
        return true;
      },
      connect: () => {
        if (connection !== null) acts.retarget(connection);
        else if (first !== undefined) acts.askTargetOf(first);
        else return false;
        return true;
      },
      nextConnection: acts.nextConnection,
      wayUp: () => connection !== null && acts.moveConnection(connection, -1),
      wayDown: () => connection !== null && acts.moveConnection(connection, 1),
    },
    within,
  );
}

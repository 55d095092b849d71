import { useCallback, useContext, useEffect, useRef } from "react";
import { useReactFlow } from "@xyflow/react";
import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { useClipboard } from "@/editor/clipboard/useClipboard";
import { Outline } from "@/editor/outline/Outline";
import { Picker } from "@/editor/palette/Picker";
import { TargetSearch } from "@/editor/palette/TargetSearch";
import { ActsContext } from "./acts/context";
import { CanvasProvider, useRoot } from "./CanvasProvider";
import { ContextMenu } from "./ContextMenu";
import { EmptyCanvas } from "./EmptyCanvas";
import { FirstSteps } from "./FirstSteps";
import { Flow } from "./Flow";
import { useCanvas } from "./state";
import { TidyProgress } from "./TidyProgress";
import { useCanvasKeys } from "./useCanvasKeys";
import classes from "./canvas.module.css";

interface Props {
  /** Opens the gallery of bots, for who begins with nothing. */
  readonly onGallery?: () => void;
}

/** The bot as a drawing, or as an outline. Stands alone, or within a `CanvasProvider` that others act through too. */
export function Canvas({ onGallery }: Props) {
  const isProvided = useContext(ActsContext) !== null;
  if (isProvided) return <Surface onGallery={onGallery} />;
  return (
    <CanvasProvider>
      <Surface onGallery={onGallery} />
    </CanvasProvider>
  );
}

function Surface({ onGallery }: Props) {
  const { t } = useTranslation("canvas");
  const root = useRoot();
  const isOutline = useEditor((state) => state.view.mode === "outline");
  return (
    <section ref={root} className={classes.root} aria-label={t("label")} tabIndex={-1}>
      {isOutline ? <Outline /> : <Drawing root={root} onGallery={onGallery} />}
      <Picker />
      <TargetSearch />
    </section>
  );
}

function Drawing({ root, onGallery }: { root: React.RefObject<HTMLElement | null>; onGallery?: () => void }) {
  const pointer = usePointer(root);
  useCanvasKeys(root);
  useClipboard(root, pointer);
  return (
    <>
      <EmptyCanvas onGallery={onGallery} />
      <Flow />
      <FirstSteps />
      <TidyProgress />
      <ContextMenu />
      <Said />
    </>
  );
}

/** What the canvas shows by moving it, in words. */
function Said() {
  const said = useCanvas((state) => state.said);
  return <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>;
}

/** Where the pointer is on the canvas, for what is pasted; null where it is elsewhere. */
function usePointer(root: React.RefObject<HTMLElement | null>) {
  const at = useRef<{ x: number; y: number } | null>(null);
  const { screenToFlowPosition } = useReactFlow();
  useEffect(() => {
    const element = root.current;
    const follow = (event: PointerEvent) => {
      at.current = { x: event.clientX, y: event.clientY };
    };
    const forget = () => {
      at.current = null;
    };
    element?.addEventListener("pointermove", follow, { passive: true });
    element?.addEventListener("pointerleave", forget);
    return () => {
      element?.removeEventListener("pointermove", follow);
      element?.removeEventListener("pointerleave", forget);
    };
  }, [root]);
  return useCallback(() => at.current && screenToFlowPosition(at.current), [screenToFlowPosition]);
}

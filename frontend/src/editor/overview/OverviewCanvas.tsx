import { useEffect, useMemo, useRef } from "react";
import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { useComputedColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { useActs } from "@/editor/canvas/acts/context";
import type { FlowEdge } from "@/editor/canvas/flow/edges";
import type { FlowNode } from "@/editor/canvas/flow/nodes";
import { isStepNode } from "@/editor/canvas/flow/nodes";
import { FACES } from "@/editor/nodes/kinds";
import { NOTE_COLORS } from "@/editor/notes/colors";
import { draw, sceneOf } from "./draw";
import type { Palette } from "./draw";
import classes from "./overview.module.css";

interface Props {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

/** Everything at once, as one drawing: below this size elements would only cost time. A click chooses a step. */
export function OverviewCanvas({ nodes, edges }: Props) {
  const { t } = useTranslation("canvas");
  const element = useRef<HTMLCanvasElement>(null);
  const lit = useEditor((state) => state.path.lit);
  const scheme = useComputedColorScheme("light");
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const flow = useStoreApi();
  const scene = useMemo(() => sceneOf({ nodes, edges, lit }), [nodes, edges, lit]);
  useEffect(() => {
    const context = element.current?.getContext("2d");
    if (!context) return undefined;
    const palette = paletteOf(context.canvas);
    let frame = 0;
    const paint = () => {
      frame = 0;
      const [x, y, zoom] = flow.getState().transform;
      draw(context, scene, { x, y, zoom }, palette);
    };
    let before = flow.getState().transform;
    const stop = flow.subscribe((state) => {
      if (state.transform === before) return;
      before = state.transform;
      frame ||= requestAnimationFrame(paint);
    });
    paint();
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [flow, height, scene, scheme, width]);
  useChoosing(nodes);
  const ratio = window.devicePixelRatio;
  return (
    <canvas
      ref={element}
      className={classes.overview}
      width={Math.round(width * ratio)}
      height={Math.round(height * ratio)}
      aria-label={t("overview.label", { count: nodes.length })}
      role="img"
    />
  );
}

/** The drawing lies below the pane, which takes the clicks. */
function useChoosing(nodes: readonly FlowNode[]): void {
  const acts = useActs();
  const select = useEditor((state) => state.select);
  const { screenToFlowPosition } = useReactFlow();
  const root = useStore((state) => state.domNode);
  useEffect(() => {
    function choose(event: MouseEvent) {
      if (!(event.target instanceof Element) || !event.target.closest(".react-flow__pane")) return;
      const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
      const hit = nodes.findLast(
        (node) =>
          x >= node.position.x &&
          y >= node.position.y &&
          x <= node.position.x + (node.width ?? 0) &&
          y <= node.position.y + (node.height ?? 0),
      );
      if (hit === undefined || !isStepNode(hit.id)) return;
      event.stopPropagation();
      if (event.detail === 2) acts.show(hit.id, { focus: true, select: true });
      else select({ steps: [hit.id], notes: [], connection: null, group: null });
    }
    root?.addEventListener("click", choose, { capture: true });
    return () => root?.removeEventListener("click", choose, { capture: true });
  }, [acts, nodes, root, screenToFlowPosition, select]);
}

function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  const kinds = [...Object.values(FACES).map((face) => face.color), "start"];
  return {
    paper: read("--surface-1"),
    line: read("--line-strong"),
    way: read("--line-strong"),
    chosen: read("--mantine-primary-color-filled"),
    lit: read("--lit"),
    notes: Object.fromEntries(NOTE_COLORS.map((color) => [color, read(`--note-${color}`)])),
    kinds: Object.fromEntries(kinds.map((kind) => [kind, read(`--kind-${kind}`)])),
  };
}

import { placementOf } from "@/editor/layout/placement";
import { shapeOf, SIZES } from "@/editor/nodes/geometry";
import { boundsOf, isShown, viewOf, viewShowing, ZOOM } from "@/editor/canvas/bounds";
import type { Box, Viewport } from "@/editor/canvas/bounds";
import { drawnBox } from "@/editor/canvas/drawn";
import { firstView } from "@/editor/canvas/firstView";
import { nearest } from "@/editor/canvas/directions";
import type { Spot } from "@/editor/canvas/state";
import type { Direction } from "@/editor/canvas/directions";
import type { Ground } from "./ground";
import { onGrid } from "./spots";

const CORNER = { width: 220, height: 170, foot: 48 };

interface Showing {
  readonly focus?: boolean;
  readonly select?: boolean;
  readonly middle?: boolean;
}

export interface Viewing {
  fit(): void;
  fitSteps(ids: readonly string[]): void;
  /** As it is seen when the bot is opened. */
  begin(): void;
  home(): void;
  zoomBy(factor: number): void;
  actualSize(): void;
  /** Into view with as little movement as can be, or into the middle; `focus`: the keyboard goes there too. */
  show(step: string, options?: Showing): void;
  go(direction: Direction): void;
  middle(): Spot;
  /** The place of the canvas at a point of the screen, where a new step's corner goes. */
  spotAt(screen: Spot): Spot;
}

export function viewing(ground: Ground): Viewing {
  const { editor, canvas, flow, pane } = ground;
  const duration = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200);

  function fitBox(box: Box | null, most = 1) {
    if (box !== null) void flow.setViewport(viewOf(box, pane(), most), { duration: duration() });
  }
  function boxOf(id: string): Box | null {
    const { document, index } = editor.getState();
    const step = index.step(id);
    const position = placementOf(document).get(id);
    if (step === undefined || position === undefined) return null;
    const { width, height } = shapeOf(step);
    return { ...position, width, height };
  }
  function fitSteps(ids: readonly string[]) {
    const { document } = editor.getState();
    fitBox(boundsOf(document, placementOf(document), new Set(ids)));
  }
  /** Of the pane, what neither the controls below nor the small map cover. */
  function room(box: Box, view: Viewport) {
    const { width, height } = pane();
    const right = (box.x + box.width) * view.zoom + view.x;
    const isBeside = canvas.getState().hasMinimap && right > width - CORNER.width;
    return { width, height: height - (isBeside ? CORNER.height : CORNER.foot) };
  }
  function centre(box: Box, zoom: number) {
    void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom, duration: duration() });
  }
  function show(id: string, options: Showing = {}) {
    const box = boxOf(id);
    if (box === null) return;
    const view = flow.getViewport();
    if (view.zoom < ZOOM.overview) centre(box, ZOOM.reading);
    else if (options.middle) centre(box, view.zoom);
    else if (!isShown(box, view, room(box, view)))
      void flow.setViewport(viewShowing(box, view, room(box, view)), { duration: duration() });
    if (options.select) editor.getState().select({ steps: [id], notes: [], connection: null, group: null });
    if (options.focus) canvas.setState((state) => ({ focused: id, focusing: state.focusing + 1 }));
  }
  function middle() {
    const { left, top, width, height } = pane();
    return flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
  }
  return {
    fitSteps,
    begin() {
      void flow.setViewport(firstView(editor.getState().document, pane()), { duration: duration() });
    },
    show,
    middle,
    spotAt(screen) {
      const { x, y } = flow.screenToFlowPosition(screen);
      return onGrid({ x, y: y - SIZES.header / 2 });
    },
    fit() {
      const { document } = editor.getState();
      fitBox(drawnBox(document));
    },
    home() {
      const { document } = editor.getState();
      const first = document.first_step ?? document.steps?.[0]?.id;
      if (first === undefined) return;
      show(first, { focus: true, select: true });
      const box = boxOf(first);
      if (box) centre(box, 1);
    },
    zoomBy(factor) {
      void flow.zoomTo(flow.getZoom() * factor, { duration: duration() });
    },
    actualSize() {
      void flow.zoomTo(1, { duration: duration() });
    },
    go(direction) {
      const { document, selection } = editor.getState();
      const from =
        canvas.getState().focused ?? selection.steps[0] ?? document.first_step ?? document.steps?.[0]?.id;
      if (from === undefined) return;
      const centres = centresOf(ground);
      const here = centres.find((place) => place.id === from);
      const isStanding = selection.steps.includes(from);
      const next = here && isStanding ? nearest(here, centres, direction) : from;
      if (next !== null) show(next, { focus: true, select: true });
    },
  };
}

function centresOf({ editor }: Ground) {
  const { document, index } = editor.getState();
  return [...placementOf(document)].flatMap(([id, { x, y }]) => {
    const step = index.step(id);
    if (step === undefined) return [];
    const { width, height } = shapeOf(step);
    return [{ id, x: x + width / 2, y: y + height / 2 }];
  });
}

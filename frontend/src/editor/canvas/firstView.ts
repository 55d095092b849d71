import { placementOf } from "@/editor/layout/placement";
import { shapeOf } from "@/editor/nodes/geometry";
import type { BotDocument } from "@/model/document";
import { viewOf, ZOOM } from "./bounds";
import type { Viewport } from "./bounds";
import { drawnBox } from "./drawn";

const EASY_TO_READ = 0.6;

/** All of a small bot, the beginning of a large one. */
export function firstView(document: BotDocument, pane: { width: number; height: number }): Viewport {
  const placement = placementOf(document);
  const all = drawnBox(document);
  if (all === null) return { x: 0, y: 0, zoom: 1 };
  const whole = viewOf(all, pane);
  if (whole.zoom >= EASY_TO_READ) return whole;
  const first = document.steps?.find((step) => step.id === document.first_step) ?? document.steps?.[0];
  const place = first && placement.get(first.id);
  if (!first || !place) return whole;
  const zoom = ZOOM.reading;
  return {
    zoom,
    x: pane.width * 0.18 - place.x * zoom,
    y: pane.height / 2 - (place.y + shapeOf(first).height / 2) * zoom,
  };
}

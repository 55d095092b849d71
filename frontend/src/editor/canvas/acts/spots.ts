import { placementOf } from "@/editor/layout/placement";
import { shapeOf, SIZES } from "@/editor/nodes/geometry";
import type { BotDocument } from "@/model/document";
import type { DocumentIndex } from "@/model/index";
import { boxOfNote } from "@/editor/canvas/bounds";
import type { Box } from "@/editor/canvas/bounds";
import type { Beginning, Spot } from "@/editor/canvas/state";
import type { Ground } from "./ground";

const GAP = 120;
const USUAL_HEIGHT = 140;

interface Wanted {
  readonly from?: Beginning;
  readonly into?: string;
}

/** Right of where it comes from, below what stands there already. */
export function placeFor({ editor }: Ground, wanted: Wanted, middle: Spot): Spot {
  const { document, index } = editor.getState();
  const source = wanted.into ? index.connection(wanted.into)?.stepId : wanted.from?.step;
  const step = source ? index.step(source) : undefined;
  const place = source ? placementOf(document).get(source) : undefined;
  if (step === undefined || place === undefined) return onGrid({ x: middle.x - 130, y: middle.y - 40 });
  const { width } = shapeOf(step);
  const wish = onGrid({ x: place.x + width + GAP, y: place.y });
  return freeSpot(document, index, wish);
}

/** The first place from there downwards where a note lies over nothing. */
export function placeForNote({ editor }: Ground, middle: Spot): Spot {
  const { document, index } = editor.getState();
  const { width, height } = boxOfNote({ id: "", text: "" });
  const wish = onGrid({ x: middle.x - width / 2, y: middle.y - height / 2 });
  const boxes = [...stepBoxes(document, index), ...(document.notes ?? []).map(boxOfNote)];
  return below(wish, { width, height }, boxes);
}

function freeSpot(document: BotDocument, index: Index, wish: Spot): Spot {
  return below(wish, { width: SIZES.width, height: USUAL_HEIGHT }, stepBoxes(document, index));
}

function below(wish: Spot, size: Size, boxes: readonly Box[]): Spot {
  let { y } = wish;
  for (let tries = 0; tries < 200; tries += 1) {
    const hit = boxes.find(
      (box) =>
        wish.x < box.x + box.width &&
        box.x < wish.x + size.width &&
        y < box.y + box.height + 20 &&
        box.y < y + size.height,
    );
    if (hit === undefined) break;
    y = Math.ceil((hit.y + hit.height + 40) / 20) * 20;
  }
  return { x: wish.x, y };
}

type Index = Pick<DocumentIndex, "step">;
type Size = Pick<Box, "width" | "height">;

function stepBoxes(document: BotDocument, index: Index): readonly Box[] {
  return [...placementOf(document)].flatMap(([id, { x, y }]) => {
    const step = index.step(id);
    return step ? [{ x, y, width: shapeOf(step).width, height: shapeOf(step).height }] : [];
  });
}

export function onGrid(spot: Spot): Spot {
  return { x: Math.round(spot.x / 20) * 20, y: Math.round(spot.y / 20) * 20 };
}

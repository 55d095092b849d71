import { placementOf } from "@/editor/layout/placement";
import type { BotDocument } from "@/model/document";
import { around, boundsOf } from "./bounds";
import type { Box } from "./bounds";
import { botPlace } from "./flow/nodeCache";
import { botNode } from "./flow/nodes";

/** All that is drawn of a bot: steps, notes, and what is tried at any time. Null where nothing is. */
export function drawnBox(document: BotDocument): Box | null {
  const boxes: Box[] = [];
  const rest = boundsOf(document, placementOf(document));
  if (rest !== null) boxes.push(rest);
  if (document.groups?.length) {
    const { position, width = 0, height = 0 } = botNode(document.groups, botPlace(document));
    boxes.push({ ...position, width, height });
  }
  return around(boxes);
}

import type { Beginning } from "@/editor/canvas/state";
import { OPEN } from "@/editor/nodes/rows";
import type { OutlineItem } from "./items";

/** Where a connection made from this line starts. */
export function beginningOf(item: OutlineItem): Beginning {
  return { step: item.step.id, handle: item.kind === "way" ? (item.row.handle ?? OPEN) : OPEN };
}

import type { Step } from "@/model/document";
import type { Operation } from "@/model/operation";
import { setting } from "../editing/useEdit";

export type Alignment = "column" | "row";

const GAP = { column: 40, row: 360 };

/** Puts steps below one another, or side by side, in the order they stand in. */
export function align(
  steps: readonly Step[],
  alignment: Alignment,
  heightOf: (step: Step) => number,
): Operation[] {
  const placed = steps.map((step) => ({ step, at: step.position ?? { x: 0, y: 0 } }));
  const along = alignment === "column" ? "y" : "x";
  const ordered = placed.toSorted((one, other) => one.at[along] - other.at[along]);
  const x = Math.min(...placed.map(({ at }) => at.x));
  let y = Math.min(...placed.map(({ at }) => at.y));
  return ordered.map(({ step }, place) => {
    const position = alignment === "column" ? { x, y } : { x: x + place * GAP.row, y };
    if (alignment === "column") y += heightOf(step) + GAP.column;
    return setting(["steps", step.id, "position"], position);
  });
}

import type { DocumentIndex } from "@/model/index";
import type { Beginning } from "@/editor/canvas/state";
import { isAlways, isOpen, OPEN, rowsOf } from "@/editor/nodes/rows";

export interface WayOn {
  readonly from: Beginning;
  /** The way is taken already: what comes next goes in between. */
  readonly into: string | null;
}

/** Where a step most likely goes on: a way that leads nowhere yet, a new one, else the one that is always taken. */
export function wayOn(index: DocumentIndex, stepId: string): WayOn {
  const step = index.step(stepId);
  const begin = (handle: string, into: string | null = null) => ({ from: { step: stepId, handle }, into });
  if (step === undefined) return begin(OPEN);
  const rows = rowsOf(step);
  const leads = (to: string | undefined) => to !== undefined && index.step(to) !== undefined;
  const free = rows.find(
    (row) =>
      row.handle !== null && row.kind !== "work" && row.kind !== "timeout" && !leads(row.connection?.to),
  );
  if (free?.handle) return begin(free.handle);
  if (isOpen(step)) return begin(OPEN);
  const always = rows.find((row) => row.connection !== null && isAlways(row.connection))?.connection;
  return always ? begin(always.id, always.id) : begin(OPEN);
}

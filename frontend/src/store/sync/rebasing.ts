import type { BotDocument } from "@/model/document";
import type { Path } from "@/model/operation";
import { Touched } from "@/model/operations";

import type { ConflictSide } from "../types";
import { isDone, rebased, sidesAgainst, type Batch, type Told } from "./batch";
import type { SyncState } from "./state";

/** Where others were, and who; `EVERYWHERE` where nobody knows. */
export type Met = Told;

export const EVERYWHERE: Met = () => ({ by: null, revision: null });
export const NOWHERE: Met = () => null;

export function metBy(
  changes: readonly { by: string | null; revision: number; touched: readonly Path[] }[],
): Met {
  if (changes.length === 0) return NOWHERE;
  const newestFirst = changes.toReversed().map((one) => ({ ...one, touched: new Touched(one.touched) }));
  return (path) => {
    const found = newestFirst.find((one) => one.touched.meets(path));
    return found ? { by: found.by, revision: found.revision } : null;
  };
}

/** The state on another base: what is not saved done to it anew, conflicts found; what others did too is dropped. */
export function onBase(state: SyncState, base: SyncState["base"], met: Met): SyncState {
  const underway = onTheWay(state);
  const pending: Batch[] = [];
  let document = base.document;
  for (const batch of state.pending) {
    const after = rebased(batch, document);
    const mine = after ?? batch.mine;
    if (underway.has(batch.id)) {
      pending.push({ ...batch, after, mine });
    } else {
      const conflict = conflictOf(batch, document, met) ?? (after ? null : goneFor(batch, base.revision));
      const meets = conflict !== null || batch.touched.some((path) => met(path));
      if (meets && isDone(batch, document)) continue;
      pending.push({ ...batch, after, mine, conflict });
    }
    document = after ?? document;
  }
  return { ...state, base, pending, document };
}

/** Ids of batches whose fate is in the server's hands. */
export function onTheWay(state: SyncState): ReadonlySet<string> {
  return new Set([state.sent, ...state.unsettled].flatMap((one) => one?.batches ?? []));
}

function conflictOf(batch: Batch, document: BotDocument, met: Met): readonly ConflictSide[] | null {
  const sides = sidesAgainst(batch, document, met);
  if (sides.length === 0) return batch.conflict;
  const known = new Map((batch.conflict ?? []).map((side) => [JSON.stringify(side.path), side]));
  for (const side of sides) known.set(JSON.stringify(side.path), side);
  return [...known.values()];
}

/** What it was made on is no longer there. */
function goneFor(batch: Batch, revision: number): readonly ConflictSide[] {
  const path = batch.operations[0]?.path ?? "";
  return (
    batch.conflict ?? [{ path, mine: batch.operations[0]?.value ?? null, theirs: null, by: null, revision }]
  );
}

import type { DocumentIndex } from "@/model/index";
import { segments } from "@/model/operation";

import type { RevealTarget, Selection } from "./types";

const NOTHING: Selection = { steps: [], connection: null, notes: [], group: null };

/** What is chosen by going to a place; null where what is chosen stays, as for a request. */
export function chosenBy({ step, connection, path }: RevealTarget, index: DocumentIndex): Selection | null {
  if (connection !== undefined) return { ...NOTHING, connection };
  const [list, id] = path === undefined ? [] : segments(path);
  const named = step ?? (list === "steps" ? id : undefined);
  if (named !== undefined) return index.step(named) ? { ...NOTHING, steps: [named] } : null;
  if (list === "notes" && id !== undefined) return { ...NOTHING, notes: [id] };
  return list === undefined || list === "requests" ? null : NOTHING;
}

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import type { BotDocument } from "@/model/document";
import type { EditorStore } from "@/store";
import { untilSaved } from "@/store/untilSaved";

import type { Outcome, Recorded } from "./conversation";
import { outcomeOf, recordedOf } from "./reading";

const SAVING = 5_000; // ms at most until what was just written is in the draft

export interface Answered {
  readonly outcomes: readonly Outcome[];
  readonly differences: readonly string[];
  /** The draft it was played on. */
  readonly revision: number;
  readonly document: BotDocument;
  /** What was asked for outside, for the next time. */
  readonly more: readonly Recorded[];
}

/** The test on the draft, once everything written is in it; `isReal`: what no mock answers is asked for outside. */
export async function playedOn(
  editor: EditorStore,
  test: Readonly<Record<string, unknown>>,
  isReal: boolean,
): Promise<Answered> {
  await untilSaved(editor, SAVING);
  const { botId, revision, document, readOnly } = editor.getState();
  const params = { path: { bot_id: botId }, query: isReal && !readOnly ? { live: true } : {} };
  const answer = await unwrap(api.POST("/api/v1/bots/{bot_id}/simulate", { params, body: test }));
  return {
    outcomes: answer.turns.map(outcomeOf),
    differences: answer.differences,
    revision,
    document,
    more: recordedOf(answer.recorded),
  };
}

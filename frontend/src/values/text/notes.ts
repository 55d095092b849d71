import { judge, type Verdict } from "../known/judge";
import type { Variable } from "../known/variable";
import { nearest } from "../syntax/nearest";
import { FILTERS } from "../syntax/filters";
import { SCOPES } from "../syntax/paths";
import { piecesOf, type Range, type SyntaxFault } from "../syntax/placeholders";

/** Something wrong in a text. `fix`: what to write at `at` instead, `shown` as a person reads it. */
export interface Note {
  readonly key: SyntaxFault | Verdict["fault"];
  readonly found: string;
  readonly wanted?: number;
  readonly isWrong: boolean;
  readonly fix: { readonly at: Range; readonly text: string } | null;
}

/** `isTyping`: what is not finished yet is no fault. */
export function notesOf(text: string, variables: readonly Variable[], isTyping: boolean): readonly Note[] {
  const notes = piecesOf(text).flatMap((piece): Note[] => {
    if (piece.kind === "placeholder") {
      const verdict = judge(piece.path, variables);
      if (!verdict) return [];
      const fix = verdict.near === null ? null : { at: piece.pathAt, text: verdict.near };
      return [{ key: verdict.fault, found: piece.path, isWrong: false, fix }];
    }
    if (isTyping) return [];
    const near = nearestOf(piece.fault, piece.found);
    const offset = near === null ? -1 : text.indexOf(piece.found, piece.from);
    const at = { from: offset, to: offset + piece.found.length };
    const fix = near === null || offset < 0 ? null : { at, text: near };
    return [{ key: piece.fault, found: piece.found, wanted: piece.wanted, isWrong: true, fix }];
  });
  const seen = new Set<string>();
  return notes.filter(({ key, found }) => !seen.has(`${key} ${found}`) && seen.add(`${key} ${found}`));
}

function nearestOf(fault: SyntaxFault, found: string): string | null {
  if (fault === "unknown_scope") return nearest(found, SCOPES);
  if (fault !== "unknown_filter") return null;
  return nearest(
    found,
    FILTERS.map(({ name }) => name),
  );
}

/** The text with every place mended where the same is wrong. */
export function mend(text: string, note: Note, variables: readonly Variable[]): string {
  let mended = text;
  for (let times = 0; times < 100; times++) {
    const next = notesOf(mended, variables, false).find(
      ({ key, found }) => key === note.key && found === note.found,
    );
    if (!next?.fix) return mended;
    mended = mended.slice(0, next.fix.at.from) + next.fix.text + mended.slice(next.fix.at.to);
  }
  return mended;
}

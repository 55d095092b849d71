/** A text as a node shows it: words, and placeholders as chips that name their variable. */
export interface Piece {
  readonly kind: "text" | "variable";
  readonly text: string;
}

const PLACEHOLDER = /\{\$\s*([^|$]*?)\s*(?:\|[^$]*)?\$\}/g;
const LONGEST = 400;

export function pieces(text: string): readonly Piece[] {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const found: Piece[] = [];
  let from = 0;
  for (const match of shown.matchAll(PLACEHOLDER)) {
    if (match.index > from) found.push({ kind: "text", text: shown.slice(from, match.index) });
    found.push({ kind: "variable", text: match[1] ?? "" });
    from = match.index + match[0].length;
  }
  if (from < shown.length) found.push({ kind: "text", text: shown.slice(from) });
  return found;
}

export function plain(text: string): string {
  return pieces(text)
    .map((piece) => piece.text)
    .join("");
}

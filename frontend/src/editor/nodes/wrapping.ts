import { pieces } from "./preview";

const NARROW = new Set("iljtfrI.,:;'|!()[]");
const WIDE = new Set("mwMWЖШЩЮжшщюмфы@%—");
const CHIP_PADDING = 12;

/** Width of a character in pixels at 13 px Inter, near enough to count lines before anything is drawn. */
function widthOf(character: string): number {
  if (character === " ") return 3.7;
  if (NARROW.has(character)) return 4;
  if (WIDE.has(character)) return 10.6;
  const code = character.charCodeAt(0);
  if (code > 0x2e80) return 13.2;
  if (code > 0x400) return 7.7;
  return character >= "A" && character <= "Z" ? 8.7 : 7.3;
}

function measured(word: string): number {
  let width = 0;
  for (const character of word) width += widthOf(character);
  return width;
}

/** How many lines a text takes at this width, at most `most`. */
export function linesOf(text: string, width: number, most: number): number {
  let lines = 0;
  for (const paragraph of text.split("\n")) {
    lines += linesOfParagraph(paragraph, width, most - lines);
    if (lines >= most) return most;
  }
  return lines;
}

function linesOfParagraph(text: string, width: number, most: number): number {
  let lines = 1;
  let used = 0;
  for (const piece of pieces(text)) {
    const words = piece.kind === "variable" ? [piece.text] : piece.text.split(/(?<= )/);
    for (const word of words) {
      const size = measured(word) + (piece.kind === "variable" ? CHIP_PADDING : 0);
      if (used > 0 && used + size > width) {
        lines += 1;
        used = 0;
      }
      lines += Math.floor(size / (width + 1));
      used += size % (width + 1);
      if (lines >= most) return most;
    }
  }
  return lines;
}

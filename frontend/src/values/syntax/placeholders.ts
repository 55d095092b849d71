import { filterNamed, type FilterArgument } from "./filters";
import { isScope, parsePath } from "./paths";

export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface FilterUse extends Range {
  readonly name: string;
  readonly arguments: readonly (string | number)[];
}

export interface Placeholder extends Range {
  readonly kind: "placeholder";
  readonly path: string;
  readonly pathAt: Range;
  readonly filters: readonly FilterUse[];
}

export type SyntaxFault =
  "no_path" | "unfinished" | "unknown_scope" | "unknown_filter" | "arguments" | "argument";

/** What stays text although it begins like a placeholder; `found`: the word that is wrong. */
export interface Broken extends Range {
  readonly kind: "broken";
  readonly fault: SyntaxFault;
  readonly found: string;
  readonly wanted?: number;
}

export type Piece = Placeholder | Broken;

const OPENING = "{$";
const CLOSING = "$}";
const LONGEST = 4096;
const MOST_FILTERS = 20;
const PATH = /\{\$\s*([^\s|{}$']+)\s*/y;
const FILTER = /\|\s*([\p{L}\p{N}_]+)\s*/uy;
const ARGUMENT = /\s*(?:'((?:[^'\\]|\\[\s\S])*)'|(-?[0-9]+(?:\.[0-9]+)?))\s*/y;

class Unfit extends Error {
  constructor(
    readonly fault: SyntaxFault,
    readonly found: string,
    readonly wanted?: number,
  ) {
    super(fault);
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Placeholders and what is broken, in their order; all else is text (flow-language.md 3). */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let here = 0;
  for (let start = text.indexOf(OPENING, here); start >= 0; start = text.indexOf(OPENING, here)) {
    try {
      const read = readPlaceholder(text, start);
      pieces.push(read);
      here = read.to;
    } catch (unfit) {
      if (!(unfit instanceof Unfit)) throw unfit;
      here = start + OPENING.length;
      pieces.push({
        kind: "broken",
        from: start,
        to: brokenEnd(text, start),
        fault: unfit.fault,
        found: unfit.found,
        wanted: unfit.wanted,
      });
    }
  }
  return pieces;
}

export function placeholdersOf(text: string): readonly Placeholder[] {
  return piecesOf(text).filter((piece) => piece.kind === "placeholder");
}

/** Whether the text is exactly one placeholder, which then gives a typed value. */
export function isAlone(text: string): boolean {
  const [only, ...others] = placeholdersOf(text);
  return only !== undefined && others.length === 0 && only.from === 0 && only.to === text.length;
}

function brokenEnd(text: string, start: number): number {
  const closing = text.indexOf(CLOSING, start);
  const next = text.indexOf(OPENING, start + OPENING.length);
  if (closing >= 0 && (next < 0 || closing < next)) return closing + CLOSING.length;
  return start + OPENING.length;
}

function readPlaceholder(whole: string, start: number): Placeholder {
  const text = whole.slice(0, start + LONGEST);
  const head = matchAt(PATH, text, start);
  const path = head?.[1];
  if (!head || !path || !parsePath(path)) throw new Unfit("no_path", path ?? "");
  let here = start + head[0].length;
  const filters: FilterUse[] = [];
  while (!text.startsWith(CLOSING, here)) {
    const read = readFilter(text, here);
    filters.push(read);
    here = read.to;
    if (filters.length > MOST_FILTERS) throw new Unfit("unfinished", "");
  }
  const scope = path.split(".")[0] ?? "";
  if (!isScope(scope)) throw new Unfit("unknown_scope", scope);
  const pathFrom = start + head[0].indexOf(path, OPENING.length);
  return {
    kind: "placeholder",
    from: start,
    to: here + CLOSING.length,
    path,
    pathAt: { from: pathFrom, to: pathFrom + path.length },
    filters,
  };
}

function readFilter(text: string, from: number): FilterUse {
  const found = matchAt(FILTER, text, from);
  const name = found?.[1];
  if (!found || !name) throw new Unfit("unfinished", "");
  const [values, to] = readArguments(text, from + found[0].length);
  const known = filterNamed(name);
  if (!known) throw new Unfit("unknown_filter", name);
  if (values.length !== known.arguments.length) throw new Unfit("arguments", name, known.arguments.length);
  if (!known.arguments.every((kind, place) => fits(kind, values[place]))) throw new Unfit("argument", name);
  return { name, arguments: values, from, to };
}

function readArguments(text: string, from: number): [(string | number)[], number] {
  const values: (string | number)[] = [];
  let here = from;
  for (let expected = ":"; text.startsWith(expected, here); expected = ",") {
    const found = matchAt(ARGUMENT, text, here + 1);
    if (!found) throw new Unfit("unfinished", "");
    values.push(found[1] === undefined ? Number(found[2]) : unescaped(found[1]));
    here += 1 + found[0].length;
  }
  return [values, here];
}

function fits(kind: FilterArgument, value: string | number | undefined): boolean {
  if (kind === "text") return typeof value === "string";
  if (kind === "number")
    return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 34;
  return true;
}

function unescaped(text: string): string {
  return text.replace(/\\(['\\])/g, "$1");
}

export function replacePlaceholders(text: string, shown: (placeholder: Placeholder) => string): string {
  let here = 0;
  let written = "";
  for (const placeholder of placeholdersOf(text)) {
    written += text.slice(here, placeholder.from) + shown(placeholder);
    here = placeholder.to;
  }
  return written + text.slice(here);
}

/** A place in the document as `/changes` names it: parts by their ids. */
export type Path = readonly string[];

export function segments(target: string | readonly string[] | null | undefined): Path | null {
  if (target === null || target === undefined) return null;
  return typeof target === "string" ? target.split(".") : target;
}

export function keyOf(path: Path): string {
  return path.join("\u0000");
}

export function isUnder(path: Path, above: Path): boolean {
  return above.length <= path.length && above.every((segment, place) => path[place] === segment);
}

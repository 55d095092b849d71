import type { Json } from "./json";

export type Op = "add" | "set" | "remove" | "move" | "order";

/** Parts are named by their ids; a list of segments where a key has a dot in it. */
export type PathIn = string | readonly (string | number)[];
export type Path = readonly string[];

/**
 * One operation as `/changes` takes it. `after`: the id of the sibling it comes behind, null for the first place, left
 * out for the last. `to`: the list a part moves into.
 */
export interface Operation {
  readonly op: Op;
  readonly path: PathIn;
  readonly value?: Json | object;
  readonly after?: string | null;
  readonly to?: PathIn;
  readonly operation_id?: string;
}

export function segments(path: PathIn): Path {
  return typeof path === "string" ? path.split(".") : path.map(String);
}

/** Dotted, or a list of segments where one has a dot in it or is empty. */
export function written(path: readonly (string | number)[]): PathIn {
  const texts = path.map(String);
  return texts.some((one) => one === "" || one.includes(".")) ? texts : texts.join(".");
}

/** The path with segments added at its end. */
export function below(path: PathIn, ...more: readonly (string | number)[]): PathIn {
  return written([...segments(path), ...more]);
}

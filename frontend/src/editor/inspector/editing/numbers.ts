import type { Read } from "./useDraft";

export interface Bounds {
  min?: number;
  max?: number;
  whole?: boolean;
  /** The number has to be greater than `min`. */
  aboveMin?: boolean;
}

export type NumberFault = "notANumber" | "notWhole" | "tooSmall" | "tooLarge";

/** A number as a person types it (a comma too); an empty text is none. */
export function readNumber(
  text: string,
  bounds: Bounds,
  say: (fault: NumberFault) => string,
): Read<number | null> {
  const typed = text.trim().replace(",", ".");
  if (typed === "") return { value: null };
  if (!/^-?\d+(\.\d+)?$/.test(typed)) return { fault: say("notANumber") };
  const fault = outside(Number(typed), bounds);
  return fault === null ? { value: Number(typed) } : { fault: say(fault) };
}

function outside(value: number, { min, max, whole, aboveMin }: Bounds): NumberFault | null {
  if (whole && !Number.isInteger(value)) return "notWhole";
  if (min !== undefined && (aboveMin ? value <= min : value < min)) return "tooSmall";
  if (max !== undefined && value > max) return "tooLarge";
  return null;
}

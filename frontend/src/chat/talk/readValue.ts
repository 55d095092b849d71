import { isWrittenNumber, longNumber } from "@/model/exact";

const NUMBER = /^\s*-?\d/;

/** What is meant by a written value: JSON where it is that (5, true, [1, 2]), else the text itself, to the digit. */
export function readValue(text: string): unknown {
  if (NUMBER.test(text) ? !isWrittenNumber(text.trim()) : longNumber(text) !== null) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

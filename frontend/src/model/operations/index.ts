import type { BotDocument } from "../document";
import type { Operation } from "../operation";
import { perform } from "./perform";

export { Touched, meets, touchedBy } from "./overlap";
export { ORDER, perform, PLACE, type Outcome } from "./perform";
export { ChangeRefused, type RefusalCode } from "./refusal";
export { valueAt } from "./tree";
export { canonicalPart } from "./canonical";

/** The changed document; throws `ChangeRefused` where an operation cannot be done. */
export function apply(document: BotDocument, operations: readonly Operation[]): BotDocument {
  return perform(document, operations).document;
}

/** What undoes the operations, once they were done to the document. */
export function inverse(document: BotDocument, operations: readonly Operation[]): readonly Operation[] {
  return perform(document, operations).inverse;
}

import { createContext, type RefObject } from "react";

export interface Caret {
  readonly anchor: number;
  readonly head: number;
}

/** Where somebody writes in the plain field that an editor replaces; null: nowhere. */
export const CaretContext = createContext<RefObject<Caret | null> | null>(null);

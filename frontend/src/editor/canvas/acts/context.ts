import { createContext, useContext } from "react";
import type { Acts } from "./acts";

export const ActsContext = createContext<Acts | null>(null);

/** What can be done on the canvas, by mouse, keyboard or menu. */
export function useActs(): Acts {
  const acts = useContext(ActsContext);
  if (acts === null) throw new Error("This part is drawn outside of the canvas");
  return acts;
}

import { createContext, useContext } from "react";

/** Whether steps are so small that their words cannot be read. */
export const FarContext = createContext(false);

export function useFar(): boolean {
  return useContext(FarContext);
}

import { createContext, useContext } from "react";
import { useStore, type StoreApi } from "zustand";

import type { EditorState } from "./types";

export type EditorStore = StoreApi<EditorState>;

export const EditorContext = createContext<EditorStore | null>(null);

/** The raw store of the opened bot. */
export function useEditorStore(): EditorStore {
  const store = useContext(EditorContext);
  if (!store) throw new Error("useEditor is used outside of EditorProvider");
  return store;
}

export function useEditor<Selected>(selector: (state: EditorState) => Selected): Selected {
  return useStore(useEditorStore(), selector);
}

export { EditorContext, useEditor, useEditorStore, type EditorStore } from "./context";
export { EditorProvider } from "./EditorProvider";
export type * from "./types";

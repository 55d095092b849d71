import { EditorView } from "@codemirror/view";

/** Of sources: monospaced, with the page's colours for each kind of word (`classHighlighter`). */
export const codeTheme = EditorView.theme({
  ".cm-scroller": {
    fontFamily: "var(--mantine-font-family-monospace)",
    fontSize: "0.93em",
    maxHeight: "26em",
    overflow: "auto",
  },
  ".cm-gutters": { color: "var(--text-2)", backgroundColor: "var(--surface-2)", border: "none" },
  ".cm-activeLineGutter": { color: "var(--text-1)", backgroundColor: "transparent" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent-text) 6%, transparent)" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--accent-text) 22%, transparent)",
    outline: "none",
  },
  ".tok-keyword, .tok-operatorKeyword": { color: "var(--kind-question)" },
  ".tok-string, .tok-string2": { color: "var(--success-text)" },
  ".tok-number, .tok-bool, .tok-atom, .tok-null": { color: "var(--kind-code)" },
  ".tok-comment": { color: "var(--text-2)", fontStyle: "italic" },
  ".tok-propertyName, .tok-definition": { color: "var(--accent-text)" },
  ".tok-invalid": { color: "var(--danger-text)" },
});

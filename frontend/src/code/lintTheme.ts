import { EditorView } from "@codemirror/view";

export const lintTheme = EditorView.theme({
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--danger-text)",
    textUnderlineOffset: "3px",
  },
  ".cm-lintRange-warning, .cm-lintRange-hint": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--warning-text)",
    textUnderlineOffset: "3px",
  },
  ".cm-diagnostic": {
    padding: "6px 10px",
    fontFamily: "var(--mantine-font-family)",
    fontSize: "var(--mantine-font-size-sm)",
  },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--danger-text)" },
  ".cm-diagnostic-warning, .cm-diagnostic-hint": { borderLeft: "4px solid var(--warning-text)" },
  ".cm-gutter-lint": { width: "1.2em" },
});

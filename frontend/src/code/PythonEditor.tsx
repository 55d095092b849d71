import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentLess,
  indentMore,
  toggleTabFocusMode,
} from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, Prec, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  tooltips,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useVariables } from "@/values";
import { codeTheme } from "@/values/editing/codeTheme";
import { fieldTheme } from "@/values/editing/theme";
import { useEditorView } from "@/values/editing/useEditorView";
import { completeCode, type Known } from "./completion";
import { atLines, type CodeIssue } from "./issues";
import { lintTheme } from "./lintTheme";

interface Props {
  source: string;
  onChange: (source: string) => void;
  issues: readonly CodeIssue[];
  label: string;
  describedBy: string;
  readOnly: boolean;
  /** Of a dialog: the keyboard goes there as it opens. */
  isFirst: boolean;
  /** Escape was pressed: the next Tab leaves. */
  onLeaving: (isLeaving: boolean) => void;
}

/** In a chunk of its own. */
export function PythonEditor({
  source,
  onChange,
  issues,
  label,
  describedBy,
  readOnly,
  isFirst,
  onLeaving,
}: Props) {
  const { t, i18n } = useTranslation("values");
  const variables = useVariables();
  const known = useRef<Known>({ variables, t });
  useEffect(() => {
    known.current = { variables, t };
  }, [variables, t]);
  const changing = useMemo(() => new Compartment(), []);
  const now = useMemo(
    () => [
      EditorState.readOnly.of(readOnly),
      EditorView.contentAttributes.of({
        "aria-label": label,
        "aria-describedby": describedBy,
        // Escape is the editor's: a dialog around it stays open.
        "data-mantine-stop-propagation": "true",
        ...(isFirst && { "data-autofocus": "true" }),
      }),
    ],
    [readOnly, label, describedBy, isFirst],
  );
  const [host, view] = useEditorView({
    value: source,
    onChange,
    extensions: () => [extensions(() => known.current, onLeaving), changing.of(now)],
  });
  useEffect(() => {
    view?.dispatch({ effects: changing.reconfigure(now) });
  }, [view, changing, now]);
  useEffect(() => {
    if (!view) return;
    const { doc } = view.state;
    const diagnostics = atLines(issues, i18n.language, doc.lines).map(({ line, message, severity }) => {
      const { from, to } = doc.line(line);
      return { from, to, message, severity };
    });
    view.dispatch(setDiagnostics(view.state, diagnostics));
  }, [view, issues, i18n.language, source]);
  return <div ref={host} />;
}

function extensions(known: () => Known, onLeaving: (isLeaving: boolean) => void): Extension {
  return [
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    python(),
    indentUnit.of("    "),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    syntaxHighlighting(classHighlighter),
    autocompletion({ override: [...completeCode(known)], icons: false }),
    tooltips({ parent: document.body, position: "fixed" }),
    lintGutter(),
    leaving(onLeaving),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...historyKeymap,
      ...lintKeymap,
      { key: "Tab", run: indentMore, shift: indentLess },
      ...defaultKeymap,
    ]),
    fieldTheme,
    codeTheme,
    lintTheme,
  ];
}

/** Escape lets the next Tab leave the code (for 2 s, as CodeMirror counts). */
function leaving(tell: (isLeaving: boolean) => void): Extension {
  const begin = (view: EditorView): boolean => {
    view.setTabFocusMode(2000);
    tell(true);
    setTimeout(() => tell(false), 2000);
    return false;
  };
  return [
    Prec.low(
      keymap.of([
        { key: "Escape", run: begin },
        { key: "Ctrl-m", run: toggleTabFocusMode },
      ]),
    ),
    EditorView.domEventHandlers({ blur: () => tell(false) }),
  ];
}

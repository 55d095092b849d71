import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";

import { codeTheme } from "../editing/codeTheme";
import { fieldTheme } from "../editing/theme";
import { useEditorView } from "../editing/useEditorView";
import { useVariables } from "../known/useVariables";
import { completing } from "../text/completing";
import { surroundings } from "../text/surroundings";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  readOnly?: boolean;
  isInvalid?: boolean;
  /** Texts in it are taken as they are: there are no variables in them. */
  plain?: boolean;
}

/** In a chunk of its own. */
export function JsonEditor(props: Props) {
  const { label, value, onChange, readOnly = false, isInvalid = false, plain = false } = props;
  const { t } = useTranslation("values");
  const variables = useVariables();
  const changing = useMemo(() => new Compartment(), []);
  const now = useMemo(
    () => [
      plain ? [] : [surroundings.of({ variables, t }), completing],
      EditorState.readOnly.of(readOnly),
      EditorView.contentAttributes.of({ "aria-label": label, "aria-invalid": String(isInvalid) }),
    ],
    [readOnly, label, isInvalid, plain, variables, t],
  );
  const [host, view] = useEditorView({
    value,
    onChange,
    extensions: () => [
      history(),
      drawSelection(),
      json(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      syntaxHighlighting(classHighlighter),
      EditorView.lineWrapping,
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
      fieldTheme,
      codeTheme,
      changing.of(now),
    ],
  });
  useEffect(() => {
    view?.dispatch({ effects: changing.reconfigure(now) });
  }, [view, changing, now]);
  return <div ref={host} />;
}

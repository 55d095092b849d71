import { Compartment, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useImperativeHandle, useMemo, type Ref } from "react";
import { useTranslation } from "react-i18next";

import { useEditorView } from "../editing/useEditorView";
import { useVariables } from "../known/useVariables";
import { beginPlaceholder, textExtensions } from "./extensions";
import { surroundings } from "./surroundings";
import classes from "./TextValue.module.css";

export interface PlaceholderEditorHandle {
  focus: () => void;
  insertVariable: () => void;
}

export interface PlaceholderEditorProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
  describedBy?: string;
  placeholder?: string;
  multiline?: boolean;
  readOnly?: boolean;
  isInvalid?: boolean;
  autoFocus?: boolean;
  onFocusChange?: (isFocused: boolean) => void;
  handle?: Ref<PlaceholderEditorHandle>;
}

/** The editor itself, in a chunk of its own. */
export function PlaceholderEditor(props: PlaceholderEditorProps) {
  const {
    value,
    onChange,
    multiline = false,
    placeholder = "",
    autoFocus = false,
    onFocusChange,
    handle,
    label,
    describedBy,
    readOnly = false,
    isInvalid = false,
  } = props;
  const { t } = useTranslation("values");
  const variables = useVariables();
  const changing = useMemo(() => new Compartment(), []);
  const now = useMemo(
    () => [
      surroundings.of({ variables, t }),
      EditorState.readOnly.of(readOnly),
      EditorView.editable.of(!readOnly),
      EditorView.contentAttributes.of({
        "aria-label": label,
        "aria-multiline": String(multiline),
        "aria-readonly": String(readOnly),
        "aria-invalid": String(isInvalid),
        ...(describedBy ? { "aria-describedby": describedBy } : {}),
        ...(readOnly ? { tabindex: "0" } : {}),
      }),
    ],
    [variables, t, readOnly, label, multiline, isInvalid, describedBy],
  );
  const [host, view] = useEditorView({
    value,
    onChange,
    extensions: () => [
      textExtensions({ isMultiline: multiline, placeholder, changing: changing.of(now) }),
      EditorView.focusChangeEffect.of((_, isFocused) => {
        onFocusChange?.(isFocused);
        return null;
      }),
    ],
  });
  useEffect(() => {
    view?.dispatch({ effects: changing.reconfigure(now) });
  }, [view, changing, now]);
  useEffect(() => {
    if (autoFocus) view?.focus();
  }, [view, autoFocus]);
  useImperativeHandle(
    handle,
    () => ({ focus: () => view?.focus(), insertVariable: () => view && beginPlaceholder(view) }),
    [view],
  );
  return <div ref={host} className={classes.editor} data-multiline={multiline || undefined} />;
}

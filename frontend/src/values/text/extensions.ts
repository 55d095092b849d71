import { completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  EditorSelection,
  EditorState,
  Transaction,
  type ChangeSpec,
  type Extension,
} from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";

import { chipTheme, fieldTheme } from "../editing/theme";
import { chips } from "./chips";
import { completing } from "./completing";

interface Options {
  readonly isMultiline: boolean;
  readonly placeholder: string;
  readonly changing: Extension;
}

/** What is typed or pasted comes on one line. What comes from outside is what it is. */
const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.isUserEvent("outside")) return transaction;
  let isOne = true;
  const parts: ChangeSpec[] = [];
  transaction.changes.iterChanges((from, to, _from, _to, inserted) => {
    if (inserted.lines > 1) isOne = false;
    parts.push({ from, to, insert: inserted.toString().replace(/\s*\n\s*/g, " ") });
  });
  if (isOne) return transaction;
  const { startState, effects } = transaction;
  const changes = startState.changes(parts);
  const carets = startState.selection.ranges.map(({ to }) => EditorSelection.cursor(changes.mapPos(to, 1)));
  const userEvent = transaction.annotation(Transaction.userEvent);
  return { changes, effects, selection: EditorSelection.create(carets), userEvent };
});

export function textExtensions({ isMultiline, placeholder: hint, changing }: Options): Extension {
  return [
    history(),
    drawSelection(),
    chips,
    isMultiline ? [] : keymap.of([{ key: "Enter", run: () => true }]),
    keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    completing,
    hint ? placeholder(hint) : [],
    isMultiline ? EditorView.lineWrapping : oneLine,
    fieldTheme,
    chipTheme,
    changing,
  ];
}

/** Begins a placeholder where the caret is, with the variables to choose from. */
export function beginPlaceholder(view: EditorView): void {
  view.focus();
  view.dispatch(view.state.replaceSelection("{$"));
  startCompletion(view);
}

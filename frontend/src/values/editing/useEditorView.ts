import { EditorState, Transaction, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { use, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";

import { styleNonce } from "@/ui/nonce";
import { CaretContext, type Caret } from "./caret";
import { withLineFeeds } from "./lines";
import { typedOver } from "./typedOver";

interface Options {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Read once, when the editor is made. */
  readonly extensions: () => Extension;
}

/** A CodeMirror editor in the element of the ref; what comes from outside is laid over what is there. */
export function useEditorView({
  value,
  onChange,
  extensions,
}: Options): [RefObject<HTMLDivElement | null>, EditorView | null] {
  const host = useRef<HTMLDivElement>(null);
  const caret = use(CaretContext);
  const [view, setView] = useState<EditorView | null>(null);
  const latest = useRef({ value, onChange, extensions });
  useLayoutEffect(() => {
    latest.current = { value, onChange, extensions };
  });
  // With what it stands in place of, in one go: a key pressed in between would be nobody's.
  useLayoutEffect(() => {
    if (!host.current) return;
    const telling = EditorView.updateListener.of((update) => {
      if (!update.docChanged || update.transactions.some((one) => one.isUserEvent("outside"))) return;
      latest.current.onChange(update.state.doc.toString());
    });
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [EditorView.cspNonce.of(styleNonce()), typedOver, latest.current.extensions(), telling],
      }),
    });
    if (caret?.current) goOn(made, caret.current);
    setView(made);
    return () => made.destroy();
  }, [caret]);
  useEffect(() => {
    if (view) lay(view, value);
  }, [view, value]);
  return [host, view];
}

function goOn(view: EditorView, { anchor, head }: Caret): void {
  const end = view.state.doc.length;
  view.focus();
  view.dispatch({ selection: { anchor: Math.min(anchor, end), head: Math.min(head, end) } });
}

/** Only what differs is replaced, so that the caret of somebody who types elsewhere in it stays. */
function lay(view: EditorView, given: string): void {
  const value = withLineFeeds(given);
  const now = view.state.doc.toString();
  if (now === value) return;
  let from = 0;
  while (from < now.length && now[from] === value[from]) from++;
  let end = 0;
  const most = Math.min(now.length, value.length) - from;
  while (end < most && now[now.length - 1 - end] === value[value.length - 1 - end]) end++;
  view.dispatch({
    changes: { from, to: now.length - end, insert: value.slice(from, value.length - end) },
    userEvent: "outside",
    // Undoing here takes back what was written here, not what somebody else wrote.
    annotations: Transaction.addToHistory.of(false),
  });
}

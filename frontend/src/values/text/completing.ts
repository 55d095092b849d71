import { autocompletion, closeCompletion, startCompletion } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { EditorView, tooltips } from "@codemirror/view";

import { completePlaceholder } from "./completion";

/** Variables are offered after `{$`, filters after `|`. */
export const completing: Extension = [
  autocompletion({
    override: [completePlaceholder],
    icons: false,
    activateOnTyping: true,
    maxRenderedOptions: 300,
    // Whoever writes fast takes what has only just come up: within `{$` Enter means nothing else.
    interactionDelay: 0,
  }),
  tooltips({ parent: document.body, position: "fixed" }),
  EditorView.domEventHandlers({ blur: (_, view) => void closeCompletion(view) }),
  // `{$` has no letter in it, so that typing it opens nothing by itself.
  EditorView.updateListener.of(({ view, docChanged, transactions }) => {
    if (!docChanged || !transactions.some((one) => one.isUserEvent("input"))) return;
    const { head } = view.state.selection.main;
    const before = view.state.sliceDoc(Math.max(0, head - 200), head);
    if (/\{\$$|\{\$[^{}$]*\|\s*$/.test(before)) setTimeout(() => startCompletion(view));
  }),
];

import { history, undo } from "@codemirror/commands";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { describe, expect, it } from "vitest";

import { textExtensions } from "./extensions";

function line(doc: string): EditorView {
  const changing = new Compartment().of([]);
  const extensions = [history(), textExtensions({ isMultiline: false, placeholder: "", changing })];
  return new EditorView({ state: EditorState.create({ doc, extensions }) });
}

describe("a field for one line", () => {
  it("makes spaces of new lines that are pasted, and leaves the rest alone", () => {
    const view = line("one  two");
    view.dispatch({ selection: { anchor: 3, head: 4 } });
    view.dispatch(view.state.replaceSelection(" a\n  b "), { userEvent: "input.paste" });
    expect(view.state.doc.toString()).toBe("one a b  two");
    expect(view.state.selection.main.head).toBe(8);
    undo(view);
    expect(view.state.doc.toString()).toBe("one  two");
  });

  it("takes what comes from outside as it is, and what is typed then changes nothing else", () => {
    const view = line("one");
    view.dispatch({ changes: { from: 3, insert: "\ntwo" }, userEvent: "outside" });
    view.dispatch({ changes: { from: 0, insert: "a\nb " }, userEvent: "input.paste" });
    expect(view.state.doc.toString()).toBe("a b one\ntwo");
  });
});

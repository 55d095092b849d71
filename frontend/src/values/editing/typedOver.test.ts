import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { expect, it } from "vitest";

import { typedOver } from "./typedOver";

function typed(selection: { anchor: number; head?: number }): [EditorView, InputEvent] {
  const view = new EditorView({
    state: EditorState.create({ doc: "one two", selection, extensions: typedOver }),
  });
  const event = new InputEvent("beforeinput", {
    inputType: "insertText",
    data: "x",
    bubbles: true,
    cancelable: true,
  });
  view.contentDOM.dispatchEvent(event);
  return [view, event];
}

it("puts what is typed over a selection in itself", () => {
  const [view, event] = typed({ anchor: 0, head: 3 });
  expect(view.state.doc.toString()).toBe("x two");
  expect(event.defaultPrevented).toBe(true);
});

it("leaves other typing to the browser", () => {
  const [view, event] = typed({ anchor: 3 });
  expect(view.state.doc.toString()).toBe("one two");
  expect(event.defaultPrevented).toBe(false);
});

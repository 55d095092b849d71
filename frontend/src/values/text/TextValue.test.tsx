import { MantineProvider } from "@mantine/core";
import { act, render, screen, waitFor } from "@testing-library/react";
import { EditorView } from "@codemirror/view";
import { expect, it } from "vitest";

import { TextValue } from "./TextValue";
import { VariablesContext } from "../known/useVariables";

// The editor comes in a chunk of its own.
const PATIENCE = { timeout: 20_000 };

function opened(value: string, told: string[]) {
  const field = (text: string) => (
    <MantineProvider>
      <VariablesContext value={[]}>
        <TextValue label="Text" value={text} onChange={(next) => told.push(next)} />
      </VariablesContext>
    </MantineProvider>
  );
  const { rerender } = render(field(value));
  const view = () => {
    return waitFor(() => {
      const editor = EditorView.findFromDOM(screen.getByRole("textbox", { name: "Text" }));
      if (!editor) throw new Error("a plain field yet");
      return editor;
    }, PATIENCE);
  };
  return { view, show: (text: string) => rerender(field(text)) };
}

it("a text of lines is edited as lines in a field for one", async () => {
  const told: string[] = [];
  const { view } = opened("one\ntwo", told);
  const editor = await view();
  act(() => editor.dispatch({ changes: { from: 0, insert: "a " }, userEvent: "input.type" }));
  expect(told).toEqual(["a one\ntwo"]);
}, 60_000);

it("lines that come back by an undo stay lines", async () => {
  const told: string[] = [];
  const { view, show } = opened("one", told);
  await view();
  show("one\ntwo");
  const editor = await view();
  expect(editor.state.doc.toString()).toBe("one\ntwo");
  expect(told).toEqual([]);
}, 60_000);

it("a text that ends its lines otherwise is the same text", async () => {
  const told: string[] = [];
  const { view, show } = opened("one\r\ntwo\r\nthree", told);
  const editor = await view();
  show("one\r\ntwo\r\nthree!");
  expect(editor.state.doc.toString()).toBe("one\ntwo\nthree!");
  expect(told).toEqual([]);
  act(() => editor.dispatch({ changes: { from: 0, insert: "a" }, userEvent: "input.type" }));
  expect(told).toEqual(["aone\ntwo\nthree!"]);
}, 60_000);

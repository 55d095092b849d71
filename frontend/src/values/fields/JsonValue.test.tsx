import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { EditorView } from "@codemirror/view";
import { expect, it } from "vitest";

import { signsIn } from "@/testing/person";
import { VariablesContext } from "../known/useVariables";
import { JsonValue } from "./JsonValue";
import { PlaceContext } from "./keptDrafts";

// The editor comes in a chunk of its own.
const PATIENCE = { timeout: 20_000 };

function shown(place: string, value: Record<string, number>): Promise<EditorView> {
  render(
    <MantineProvider>
      <VariablesContext value={[]}>
        <PlaceContext value={place}>
          <JsonValue label="Props" value={value} onChange={() => undefined} />
        </PlaceContext>
      </VariablesContext>
    </MantineProvider>,
  );
  return waitFor(() => {
    const editor = EditorView.findFromDOM(screen.getByRole("textbox", { name: "Props" }));
    if (!editor) throw new Error("a plain field yet");
    return editor;
  }, PATIENCE);
}

it("what is no JSON yet is there again when the step is, and nowhere else", async () => {
  const editor = await shown("one", { a: 1 });
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: '{"a": ' } });
  cleanup();

  expect((await shown("other", { a: 1 })).state.doc.toString()).toBe('{\n  "a": 1\n}');
  cleanup();
  expect((await shown("one", { a: 2 })).state.doc.toString()).toBe('{\n  "a": 2\n}');
  cleanup();
  const again = await shown("one", { a: 1 });
  expect(again.state.doc.toString()).toBe('{"a": ');

  again.dispatch({ changes: { from: 0, to: again.state.doc.length, insert: '{"a": 3}' } });
  cleanup();
  expect((await shown("one", { a: 1 })).state.doc.toString()).toBe('{\n  "a": 1\n}');
}, 60_000);

it("what one person typed is not there for the next of this browser", async () => {
  signsIn("ada");
  const editor = await shown("shared", { a: 1 });
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: '{"mine": ' } });
  cleanup();
  signsIn("grace");
  expect((await shown("shared", { a: 1 })).state.doc.toString()).toBe('{\n  "a": 1\n}');
}, 60_000);

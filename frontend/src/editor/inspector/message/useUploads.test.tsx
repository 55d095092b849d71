import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { EditorContext } from "@/store";
import { openEditor } from "@/store/editor";
import { signsIn } from "@/testing/person";
import type { Uploaded } from "./upload";
import { useUploads } from "./useUploads";

/** A request under way, answered by the test. */
class Sending {
  static all: Sending[] = [];
  upload = {};
  status = 0;
  response: unknown = null;
  onload: () => void = () => undefined;
  open = () => undefined;
  setRequestHeader = () => undefined;
  abort = () => undefined;
  send = () => void Sending.all.push(this);

  answer(status: number, response: unknown): void {
    Object.assign(this, { status, response });
    this.onload();
  }
}

beforeEach(() => {
  Sending.all = [];
  signsIn();
  vi.stubGlobal("XMLHttpRequest", Sending);
});
afterEach(() => vi.unstubAllGlobals());

function field() {
  const { store } = openEditor("b");
  const wrapper = ({ children }: { children: ReactNode }) => (
    <EditorContext value={store}>{children}</EditorContext>
  );
  const came: string[] = [];
  const show = (step: string) =>
    renderHook(() => useUploads(step, ({ id }: Uploaded) => came.push(`${step} ${id}`)), { wrapper });
  return { came, show };
}

const file = new File(["abc"], "menu.pdf");
const underway = async () => {
  await waitFor(() => expect(Sending.all).toHaveLength(1));
  return Sending.all[0] ?? new Sending();
};

it("a file arrives at its step though another one is looked at", async () => {
  const { came, show } = field();
  const first = show("menu");
  act(() => void first.result.current.send(file));
  const sending = await underway();
  first.unmount();

  expect(show("other").result.current.uploads).toEqual([]);
  const again = show("menu");
  expect(again.result.current.uploads.map(({ name }) => name)).toEqual(["menu.pdf"]);
  again.unmount();
  act(() => sending.answer(201, { id: "f1", name: "menu.pdf", type: "file" }));
  await waitFor(() => expect(came).toEqual(["menu f1"]));
});

it("a file that is refused says so at its step when that is looked at again", async () => {
  const { show } = field();
  const first = show("menu");
  act(() => void first.result.current.send(file));
  const sending = await underway();
  first.unmount();
  act(() => sending.answer(413, { error: { code: "api:too_large", message: "", details: {} } }));
  const again = show("menu");
  await waitFor(() => expect(again.result.current.uploads[0]?.fault).toBeTruthy());
  act(() => again.result.current.uploads[0]?.stop());
  expect(again.result.current.uploads).toEqual([]);
});

it("a step may have any name an id may have", () => {
  expect(field().show("constructor").result.current.uploads).toEqual([]);
});

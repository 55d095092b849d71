import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { signOut } from "@/api/session";
import { signsIn } from "@/testing/person";

import { useEditor } from "./context";
import { EditorProvider } from "./EditorProvider";

function Lit() {
  const lit = useEditor((state) => state.path.lit);
  const light = useEditor((state) => state.light);
  return <button onClick={() => light({ a: 1 })}>{Object.keys(lit).length}</button>;
}

beforeEach(() => {
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it("what one person had open is not there for the next, nor for nobody", () => {
  signsIn("ada");
  render(
    <EditorProvider botId="bot">
      <Lit />
    </EditorProvider>,
  );
  act(() => screen.getByRole("button").click());
  expect(screen.getByRole("button").textContent).toBe("1");

  act(() => signsIn("ada"));
  expect(screen.getByRole("button").textContent).toBe("1");
  act(() => signsIn("bob"));
  expect(screen.getByRole("button").textContent).toBe("0");

  act(() => void signOut());
  expect(screen.queryByRole("button")).toBeNull();
});

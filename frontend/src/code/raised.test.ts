import { act, renderHook } from "@testing-library/react";
import { expect, it } from "vitest";

import type { EditorStore } from "@/store";
import { rememberRaised, useRaised } from "./raised";

const ran = { kind: "group", group: "g", type: "code" };
const failed = {
  kind: "problem",
  code: "code:error",
  group: "g",
  detail: {
    error: { type: "ZeroDivisionError", message: "division by zero", line: 2, source: "    x = 1 / 0" },
  },
};

it("code tells what it failed with when it last ran, until its line is another or it runs well", () => {
  const store = {} as EditorStore;
  const { result, rerender } = renderHook(({ source }) => useRaised(store, "g", source), {
    initialProps: { source: "def main():\n    x = 1 / 0" },
  });
  expect(result.current).toBeNull();
  act(() => rememberRaised(store, [ran, failed]));
  expect(result.current).toEqual({
    message: "ZeroDivisionError: division by zero",
    severity: "error",
    line: 2,
  });
  rerender({ source: "def main():\n    x = 1 / 2" });
  expect(result.current).toBeNull();
  rerender({ source: "def main():\n    x = 1 / 0" });
  act(() => rememberRaised(store, [ran]));
  expect(result.current).toBeNull();
});

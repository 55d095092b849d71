import { act, renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { useState } from "react";
import { readNumber } from "./numbers";
import { useDraft } from "./useDraft";

function useNumber(start: number) {
  const [value, setValue] = useState<number | null>(start);
  const draft = useDraft<number | null>({
    value,
    format: (one) => (one === null ? "" : String(one)),
    parse: (text) => readNumber(text, { max: 60 }, (fault) => fault),
    commit: setValue,
  });
  return { ...draft, value, setValue };
}

it("keeps what can be read, and shows it as it was typed", () => {
  const { result } = renderHook(() => useNumber(30));
  act(() => result.current.type("1."));
  expect(result.current).toMatchObject({ text: "1.", value: 30, fault: "notANumber" });
  act(() => result.current.type("1.0"));
  expect(result.current).toMatchObject({ text: "1.0", value: 1, fault: null });
  act(() => result.current.leave());
  expect(result.current.text).toBe("1");
});

it("never loses what cannot be read, also when the field is left", () => {
  const { result } = renderHook(() => useNumber(30));
  act(() => result.current.type("100"));
  act(() => result.current.leave());
  expect(result.current).toMatchObject({ text: "100", value: 30, fault: "tooLarge" });
});

it("shows what somebody else has written meanwhile", () => {
  const { result } = renderHook(() => useNumber(30));
  act(() => result.current.type("100"));
  act(() => result.current.setValue(5));
  expect(result.current).toMatchObject({ text: "5", fault: null });
});

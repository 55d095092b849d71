import { act, render, screen } from "@testing-library/react";
import { lazy, use, useLayoutEffect } from "react";
import { expect, it } from "vitest";

import { CaretContext, type Caret } from "./caret";
import { UntilLoaded } from "./UntilLoaded";

/** A field whose editor arrives when `arrive` is called; `taken` is the caret it took over. */
function waiting() {
  const taken: (Caret | null | undefined)[] = [];
  function Editor() {
    const caret = use(CaretContext);
    useLayoutEffect(() => {
      taken.push(caret?.current);
    }, [caret]);
    return null;
  }
  let arrive: () => void = () => undefined;
  const Late = lazy(
    () =>
      new Promise<{ default: typeof Editor }>((resolve) => {
        arrive = () => resolve({ default: Editor });
      }),
  );
  render(
    <UntilLoaded plain={<textarea defaultValue="all of it" />}>
      <Late />
    </UntilLoaded>,
  );
  return {
    taken,
    field: screen.getByRole<HTMLTextAreaElement>("textbox"),
    arrive: () => act(async () => arrive()),
  };
}

it("hands over what was selected the moment before, told or not", async () => {
  const { taken, field, arrive } = waiting();
  field.focus();
  field.selectionStart = 0;
  field.selectionEnd = 9;
  await arrive();
  expect(taken).toEqual([{ anchor: 0, head: 9 }]);
});

it("takes no focus where nobody wrote", async () => {
  const { taken, arrive } = waiting();
  await arrive();
  expect(taken).toEqual([null]);
});

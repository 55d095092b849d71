import { Suspense, useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";

import { CaretContext, type Caret } from "./caret";

/** A plain field until the editor is there, which takes over the focus and the caret of whoever writes in it. */
export function UntilLoaded({ plain, children }: { plain: ReactNode; children: ReactNode }) {
  const caret = useRef<Caret | null>(null);
  return (
    <CaretContext value={caret}>
      <Suspense fallback={<Meanwhile caret={caret}>{plain}</Meanwhile>}>{children}</Suspense>
    </CaretContext>
  );
}

function Meanwhile({ caret, children }: { caret: RefObject<Caret | null>; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const field = place.current;
    // Read when it goes, not when it is told of: a selection is told later than the keys that follow it.
    return () => {
      caret.current = caretIn(field);
    };
  }, [caret]);
  return <div ref={place}>{children}</div>;
}

function caretIn(field: HTMLElement | null): Caret | null {
  const { activeElement } = document;
  const isText = activeElement instanceof HTMLTextAreaElement || activeElement instanceof HTMLInputElement;
  if (!isText || !field?.contains(activeElement)) return null;
  return { anchor: activeElement.selectionStart ?? 0, head: activeElement.selectionEnd ?? 0 };
}

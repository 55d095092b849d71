import { useEffect, useRef } from "react";
import { segments } from "@/model/operation";
import { useEditor, type Revealed } from "@/store";
import { closeInOn } from "./closingIn";
import { usePlace } from "./place";

/** What was asked for is shown once, not again whenever the panel opens. */
const shown = new WeakSet<Revealed>();

/** Brings a place into view when it is asked for, and puts the cursor there; begins above for each `subject`. */
export function useReveal(subject: string) {
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    if (root.current) root.current.scrollTop = 0;
  }, [subject]);
  const revealed = useEditor((state) => state.revealed);
  useEffect(() => {
    if (revealed?.path === undefined || shown.has(revealed)) return;
    const target = segments(revealed.path);
    const [list, id] = target;
    if (list === "requests" && id !== undefined) usePlace.getState().openRequest(id);
    usePlace.getState().aim(target);
    let stop: (() => void) | undefined;
    // What was closed around it has opened by then.
    const timer = setTimeout(() => {
      shown.add(revealed);
      if (root.current) stop = closeInOn(root.current, target, revealed.whole);
    }, 60);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [revealed]);
  return root;
}

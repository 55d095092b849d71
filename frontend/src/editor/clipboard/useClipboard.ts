import { useEffect } from "react";
import type { RefObject } from "react";
import { isTaken } from "@/editor/keys/matching";
import { useActs } from "@/editor/canvas/acts/context";

/** Copy, cut and paste by the browser's own events: they need no permission and work on any address. */
export function useClipboard(
  within: RefObject<HTMLElement | null>,
  place: () => { x: number; y: number } | null,
) {
  const acts = useActs();
  useEffect(() => {
    function isOurs(event: ClipboardEvent): boolean {
      const at = event.target;
      if (isTaken(at) || isTaken(document.activeElement)) return false;
      if (String(document.getSelection()) !== "" && event.type !== "paste") return false;
      if (!(at instanceof Node)) return true;
      return at === document.body || within.current?.contains(at) === true;
    }
    function take(event: ClipboardEvent) {
      const text = isOurs(event) ? acts.copy() : null;
      if (text === null) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      if (event.type === "cut") acts.remove();
    }
    function put(event: ClipboardEvent) {
      if (!isOurs(event)) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (acts.paste(text, place() ?? undefined)) event.preventDefault();
    }
    document.addEventListener("copy", take);
    document.addEventListener("cut", take);
    document.addEventListener("paste", put);
    return () => {
      document.removeEventListener("copy", take);
      document.removeEventListener("cut", take);
      document.removeEventListener("paste", put);
    };
  }, [acts, within, place]);
}

import { useEffect, useRef } from "react";
import type { RefObject } from "react";
import { isOverlaid, isTaken, matching } from "./matching";
import { IS_MAC } from "./shown";
import { shortcut } from "./table";
import type { Scope, ShortcutId } from "./table";

/** False: not for this one; the key keeps what it does by itself. */
export type Handler = () => unknown;
export type Handlers = Partial<Readonly<Record<ShortcutId, Handler>>>;

/**
 * Listens for the shortcuts of a scope while mounted. Those of the canvas count where the focus is in `within` or
 * nowhere; while something is written only those fire that always do, while something is chosen none.
 */
export function useShortcuts(scope: Scope, handlers: Handlers, within?: RefObject<HTMLElement | null>): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    function listen(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || isOverlaid(event.target)) return;
      if (within !== undefined && !isIn(event.target, within.current)) return;
      const id = matching(event, scope, IS_MAC);
      const handler = id === null ? undefined : current.current[id];
      if (id === null || handler === undefined || shortcut(id).native) return;
      if (isTaken(event.target) && !shortcut(id).always) return;
      if (event.repeat && !shortcut(id).repeats) event.preventDefault();
      else if (handler() !== false) event.preventDefault();
    }
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  }, [scope, within]);
}

function isIn(target: EventTarget | null, root: HTMLElement | null): boolean {
  if (target === document.body || target === document.documentElement) return true;
  return root !== null && target instanceof Node && root.contains(target);
}

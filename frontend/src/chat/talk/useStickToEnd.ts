import { useEffect, useRef, type RefObject } from "react";

const NEAR = 80; // px from the end that still count as being there

/** A scrolled list that stays at its end while it grows, unless somebody has scrolled away; `added` leads back. */
export function useStickToEnd<Shown extends HTMLElement>(added: unknown): RefObject<Shown | null> {
  const shown = useRef<Shown>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const node = shown.current;
    if (!node) return;
    const stick = () => {
      if (isAtEnd.current) node.scrollTop = node.scrollHeight;
    };
    const scrolled = () => {
      isAtEnd.current = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR;
    };
    const grown = new ResizeObserver(stick);
    for (const part of node.children) grown.observe(part);
    grown.observe(node);
    node.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      grown.disconnect();
      node.removeEventListener("scroll", scrolled);
    };
  }, []);
  useEffect(() => {
    isAtEnd.current = true;
    if (shown.current) shown.current.scrollTop = shown.current.scrollHeight;
  }, [added]);
  return shown;
}

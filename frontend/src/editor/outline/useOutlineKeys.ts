import type { KeyboardEvent, RefObject } from "react";
import { useActs } from "@/editor/canvas/acts/context";
import { isTaken } from "@/editor/keys/matching";
import { beginningOf } from "./beginning";
import type { OutlineItem } from "./items";

interface Tree {
  readonly items: readonly OutlineItem[];
  readonly item: OutlineItem | null;
  readonly tree: RefObject<HTMLElement | null>;
  readonly setCurrent: (key: string) => void;
  readonly setOpen: (step: string, open: boolean) => void;
  readonly isOpen: (step: string) => boolean;
}

/** The keys of a tree: up and down, right opens and goes in, left closes and goes out. */
export function useOutlineKeys({ items, item, tree, setCurrent, setOpen, isOpen }: Tree) {
  const acts = useActs();
  const at = item === null ? -1 : items.indexOf(item);
  const go = (place: number) => {
    const next = items[Math.max(0, Math.min(items.length - 1, place))];
    if (next === undefined) return;
    setCurrent(next.key);
    const element = tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`);
    element?.focus();
  };
  const right = () => {
    if (item?.kind !== "step") return;
    if (isOpen(item.step.id)) go(at + 1);
    else setOpen(item.step.id, true);
  };
  const left = () => {
    if (item?.kind === "way") go(items.findIndex((one) => one.key === item.step.id));
    else if (item) setOpen(item.step.id, false);
  };
  const remove = () => {
    const isOther = (one: OutlineItem) => one.step !== item?.step;
    const other = items.slice(at).find(isOther) ?? items.slice(0, Math.max(at, 0)).findLast(isOther);
    acts.remove();
    if (item?.kind === "step" && other !== undefined) go(items.indexOf(other));
  };
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    Home: () => go(0),
    End: () => go(items.length - 1),
    ArrowRight: right,
    ArrowLeft: left,
    Enter: () => acts.open(),
    F2: () => item?.kind === "step" && acts.rename(item.step.id),
    Delete: remove,
    KeyC: () =>
      item && (item.kind === "step" ? acts.askTargetOf(item.step.id) : acts.askTarget(beginningOf(item))),
    KeyA: () =>
      item && (item.kind === "step" ? acts.askNext(item.step.id) : acts.askStep({ from: beginningOf(item) })),
  };
  return (event: KeyboardEvent) => {
    if (isTaken(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moves[event.code] ?? moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };
}

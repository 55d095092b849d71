import { isUnder, type Path } from "./editing/path";

const FIELDS = "input, textarea, [contenteditable='true']";
const PATIENCE = 3_000; // milliseconds in which what is still to be drawn is waited for

/**
 * Brings the place nearest to a target into view and puts the cursor there; goes on to nearer ones as they are drawn,
 * until it is there or the person does something. `isWhole`: what is written there is selected. The answer ends it.
 */
export function closeInOn(root: HTMLElement, target: Path, isWhole = false): () => void {
  let left = Infinity;
  const look = () => {
    const place = nearest(root, target);
    if (place === null || distance(place, target) >= left) return;
    left = distance(place, target);
    const field = show(place);
    if (left > 0) return;
    if (isWhole && field) selectIn(field);
    stop();
  };
  const watching = new MutationObserver(look);
  const timer = setTimeout(stop, PATIENCE);
  function stop() {
    watching.disconnect();
    clearTimeout(timer);
    for (const deed of DEEDS) root.removeEventListener(deed, stop, true);
  }
  for (const deed of DEEDS) root.addEventListener(deed, stop, true);
  watching.observe(root, { childList: true, subtree: true });
  look();
  return stop;
}

const DEEDS = ["pointerdown", "keydown", "wheel"] as const;

function nearest(root: HTMLElement, target: Path): HTMLElement | null {
  const places = [...root.querySelectorAll<HTMLElement>("[data-place]")];
  const around = places.filter((one) => isUnder(target, pathOf(one)) || isUnder(pathOf(one), target));
  return around.toSorted((one, other) => distance(one, target) - distance(other, target))[0] ?? null;
}

function show(place: HTMLElement): HTMLElement | null {
  place.scrollIntoView({ block: "center" });
  const field = place.querySelector<HTMLElement>(FIELDS) ?? place.querySelector("button");
  field?.focus({ preventScroll: true });
  return field;
}

function selectIn(field: HTMLElement): void {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
  else getSelection()?.selectAllChildren(field);
}

function pathOf(place: HTMLElement): Path {
  return (place.dataset["place"] ?? "").split("\u0000");
}

function distance(place: HTMLElement, target: Path): number {
  return Math.abs(pathOf(place).length - target.length);
}

export type Direction = "left" | "right" | "up" | "down";

export interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** How far aside a place may lie, as a share of how far ahead: beyond, it is no longer in that direction. */
const ASIDE = 2.5;

/** The nearest place in a direction; going aside counts twice. Null at the edge. */
export function nearest(from: Place, places: Iterable<Place>, direction: Direction): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const place of places) {
    if (place.id === from.id) continue;
    const [ahead, aside] = apart(from, place, direction);
    if (ahead <= 0 || aside > ahead * ASIDE + 40) continue;
    const distance = ahead + 2 * aside;
    if (distance < least) {
      least = distance;
      best = place.id;
    }
  }
  return best;
}

function apart(from: Place, to: Place, direction: Direction): readonly [number, number] {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  if (direction === "left") return [-dx, Math.abs(dy)];
  if (direction === "right") return [dx, Math.abs(dy)];
  if (direction === "up") return [-dy, Math.abs(dx)];
  return [dy, Math.abs(dx)];
}

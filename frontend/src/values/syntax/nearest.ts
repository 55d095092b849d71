/** The known word that was probably meant by an unknown one; null where none is close. */
export function nearest(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase();
  let best: string | null = null;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const other of known) {
    if (Math.abs(other.length - wanted.length) >= least) continue;
    const slips = distance(wanted, other.toLowerCase());
    if (slips < least) {
      best = other;
      least = slips;
    }
  }
  return best;
}

/** Letters to change, add, take away, or pairs to turn round. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const near = [
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      ];
      const isTurned = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && isTurned) near.push((before[column - 2] ?? 0) + 1);
      current.push(Math.min(...near));
    }
    before = last;
    last = current;
  }
  return last[other.length] ?? 0;
}

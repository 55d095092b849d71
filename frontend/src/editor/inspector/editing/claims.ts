import { isUnder, keyOf, type Path } from "./path";

/** A part of the panel that shows the issues of a place; `under`: of all that is in it as well. */
export interface Claim {
  path: Path;
  under: boolean;
}

export type Claims = ReadonlyMap<string, Claim>;

export function claimKey(claim: Claim): string {
  return `${claim.under ? "*" : "="}${keyOf(claim.path)}`;
}

/** The nearest claim on a place: each issue is shown exactly once. */
export function ownerOf(place: Path, claims: Claims): string | null {
  let owner: { key: string; length: number } | null = null;
  for (const [key, claim] of claims) {
    if (!holds(claim, place)) continue;
    const length = claim.path.length * 2 + (claim.under ? 0 : 1);
    if (owner === null || length > owner.length) owner = { key, length };
  }
  return owner?.key ?? null;
}

function holds(claim: Claim, place: Path): boolean {
  if (claim.under) return isUnder(place, claim.path);
  return claim.path.length === place.length && isUnder(place, claim.path);
}

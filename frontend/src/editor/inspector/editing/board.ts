import { claimKey, type Claim, type Claims } from "./claims";

/** Which parts of the panel show the issues of which places; many come and go at once, and it is told once. */
export class Board {
  #held = new Map<string, { claim: Claim; times: number }>();
  #claims: Claims = new Map();
  #listeners = new Set<() => void>();
  #isTelling = false;

  /** The same map as long as nothing came or went. */
  readonly claims = (): Claims => this.#claims;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The answer takes the claim back. */
  add(claim: Claim): () => void {
    this.#count(claim, 1);
    return () => this.#count(claim, -1);
  }

  #count(claim: Claim, by: number): void {
    const key = claimKey(claim);
    const times = (this.#held.get(key)?.times ?? 0) + by;
    if (times > 0) this.#held.set(key, { claim, times });
    else this.#held.delete(key);
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => this.#tell());
  }

  #tell(): void {
    this.#isTelling = false;
    const keys = [...this.#held.keys()];
    if (keys.length === this.#claims.size && keys.every((key) => this.#claims.has(key))) return;
    this.#claims = new Map([...this.#held].map(([key, { claim }]) => [key, claim]));
    for (const listener of this.#listeners) listener();
  }
}

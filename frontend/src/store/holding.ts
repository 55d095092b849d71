const RENEW = 10_000; // ms; the server lets a lock go after 30 s
const HOLD = 30_000; // ms a step is held after the last edit
const MOST = 5; // steps of one change; who moves many at once is not writing in any of them

/** Soft locks: a step is held while this person edits it, so that others are warned. */
export class Holding {
  #edited = new Map<string, number>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly say: (frame: { type: "lock" | "unlock"; step: string }) => void) {}

  edited(steps: readonly string[]): void {
    if (steps.length > MOST) return;
    for (const step of steps) {
      if (!this.#edited.has(step)) this.say({ type: "lock", step });
      this.#edited.set(step, Date.now());
    }
    this.#timer ??= setInterval(() => this.#renew(), RENEW);
  }

  /** Whoever looks elsewhere edits it no longer. */
  selected(steps: readonly string[]): void {
    for (const step of this.#edited.keys()) if (!steps.includes(step)) this.#free(step);
  }

  /** The connection is new: what is held is said again. */
  again(): void {
    for (const step of this.#edited.keys()) this.say({ type: "lock", step });
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#edited.clear();
  }

  #renew(): void {
    for (const [step, at] of this.#edited) {
      if (Date.now() - at > HOLD) this.#free(step);
      else this.say({ type: "lock", step });
    }
  }

  #free(step: string): void {
    this.#edited.delete(step);
    this.say({ type: "unlock", step });
  }
}

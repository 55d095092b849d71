import { faultOf, type Fault } from "@/api/faults";

import { isFinal } from "./transport";
import type { Issue } from "./types";

const QUIET = 1000; // ms without a change
const LONGEST = 5000; // ms, however much is changed
const AGAIN = 3000;

/** Asks what is wrong with the draft when it has been quiet for a moment; one question at a time. */
export class Inspecting {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: number | null = null;
  #isAsking = false;
  #isOver = false;

  constructor(
    private readonly ask: () => Promise<readonly Issue[]>,
    private readonly show: (issues: readonly Issue[]) => void,
    private readonly refused: (fault: Fault) => void,
  ) {}

  soon(): void {
    if (this.#isOver) return;
    const now = Date.now();
    this.#since ??= now;
    this.#later(Math.max(0, Math.min(QUIET, this.#since + LONGEST - now)));
  }

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#now(), ms);
  }

  async #now(): Promise<void> {
    if (this.#isAsking) return this.#later(QUIET);
    this.#since = null;
    this.#isAsking = true;
    try {
      const issues = await this.ask();
      if (!this.#isOver) this.show(issues);
    } catch (thrown) {
      const fault = faultOf(thrown);
      if (this.#isOver) return;
      if (isFinal(fault)) this.refused(fault);
      else this.#later(AGAIN);
    } finally {
      this.#isAsking = false;
    }
  }
}

import type { Kept } from "./sync/state";
import { dropAtOnce, keepAtOnce } from "./atOnce";
import { openQueuesIfAny, placeOf, type Queue, type Queues } from "./keeping";
import { allAt } from "./unsaved";
import { randomId } from "@/model/ids";

const SILENT = 15_000; // ms after which a window that cannot be asked is taken for closed
const BEAT = 5000;

/**
 * This window among others of the same person on the same bot: keeps its queue, and takes over those of windows that
 * are gone. A window holds a lock of its name as long as it is open, so that no queue is ever in two hands.
 */
export class OwnWindow {
  readonly #key: string;
  readonly #place: string;
  #queues: Promise<Queues | null> | null = null;
  #writing: Promise<void> | null = null;
  #wanted: Kept | null = null;
  #release: (() => void) | null = null;
  #beat: ReturnType<typeof setInterval> | undefined;
  #last: Kept | null = null;
  #isLeft = false;

  constructor(
    personId: string,
    botId: string,
    private readonly told: (isKept: boolean) => void,
    private readonly open: () => Promise<Queues | null> = openQueuesIfAny,
  ) {
    this.#place = placeOf(personId, botId);
    this.#key = `${this.#place}/${randomId("w")}`;
  }

  async enter(): Promise<void> {
    this.#queues ??= this.open();
    await this.#hold();
    if (!locks()) this.#beat ??= setInterval(() => this.#last && this.keep(this.#last), BEAT);
  }

  async leave(): Promise<void> {
    this.#isLeft = true;
    clearInterval(this.#beat);
    await this.#writing;
    if (!locks() && this.#last) await this.#write(this.#last, 0);
    this.#release?.();
    this.#release = null;
  }

  /** Kept at once where it is little, and soon in any case; the newest is what counts. */
  keep(kept: Kept): void {
    this.#last = kept.batches.length > 0 ? kept : null;
    this.#wanted = kept;
    if (kept.batches.length > 0) this.told(keepAtOnce(this.#queueOf(kept, Date.now())));
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
    });
  }

  /** What windows that are gone have left: theirs is removed when `take` has put it into this one's queue. */
  async adopt(take: (kept: Kept) => Promise<boolean>): Promise<void> {
    const queues = (await this.#queues) ?? null;
    for (const { key } of await allAt(queues, this.#place)) {
      if (key === this.#key) continue;
      await ifGone(key, queues, this.#place, async (queue) => {
        if (!(await take(queue.kept))) return;
        await this.#writing;
        dropAtOnce(queue.key);
        await queues?.remove(queue.key);
      });
    }
  }

  async #writeAll(): Promise<void> {
    while (this.#wanted) {
      const kept = this.#wanted;
      this.#wanted = null;
      const isDone = await this.#write(kept, Date.now());
      if (this.#wanted) continue;
      if (isDone || kept.batches.length === 0) dropAtOnce(this.#key);
      this.told(isDone || (this.#last !== null && keepAtOnce(this.#queueOf(this.#last, Date.now()))));
    }
  }

  async #write(kept: Kept, alive: number): Promise<boolean> {
    try {
      const queues = await (this.#queues ??= this.open());
      if (!queues) return false;
      if (kept.batches.length === 0) await queues.remove(this.#key);
      else await queues.put(this.#queueOf(kept, alive));
      return true;
    } catch {
      return false; // no room: the page says that it cannot be closed
    }
  }

  #queueOf(kept: Kept, alive: number): Queue {
    return { key: this.#key, place: this.#place, kept, alive };
  }

  #hold(): Promise<void> {
    const held = locks();
    if (!held || this.#release) return Promise.resolve();
    return new Promise((entered) => {
      void held.request(this.#key, () => {
        entered();
        if (this.#isLeft) return undefined;
        return new Promise<void>((resolve) => {
          this.#release = resolve;
        });
      });
    });
  }
}

/** Absent where the page came over plain HTTP from another machine. */
function locks(): LockManager | undefined {
  return "locks" in navigator ? navigator.locks : undefined;
}

async function ifGone(
  key: string,
  queues: Queues | null,
  place: string,
  act: (queue: Queue) => Promise<void>,
): Promise<void> {
  const look = async () => {
    const queue = (await allAt(queues, place)).find((one) => one.key === key);
    if (queue) await act(queue);
  };
  const held = locks();
  if (held) {
    await held.request(key, { ifAvailable: true }, async (lock) => {
      if (lock) await look();
    });
    return;
  }
  const queue = (await allAt(queues, place)).find((one) => one.key === key);
  if (queue && Date.now() - queue.alive > SILENT) await look();
}

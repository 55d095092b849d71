import type { Queue } from "./keeping";

const NAME = "dbcv.unsaved/";
const MOST = 400_000; // characters; the browser has some 5 million for all of a site, and larger queues wait their turn

/**
 * Keeps a queue in the moment of the keystroke, until the database has it: what that has not begun to write when the
 * tab is closed would be gone. False: there is no room for it.
 */
export function keepAtOnce(queue: Queue): boolean {
  const text = JSON.stringify(queue);
  try {
    if (text.length > MOST) throw new RangeError("too much to be kept at once");
    localStorage.setItem(NAME + queue.key, text);
    return true;
  } catch {
    dropAtOnce(queue.key); // an older one must not be taken for the newest
    return false;
  }
}

export function dropAtOnce(key: string): void {
  try {
    localStorage.removeItem(NAME + key);
  } catch {
    // Where nothing is kept nothing is left.
  }
}

/** Of one person on one bot. */
export function keptAtOnce(place: string): readonly Queue[] {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(`${NAME}${place}/`))
      .flatMap((name) => queueIn(localStorage.getItem(name)));
  } catch {
    return [];
  }
}

/** Keys of all queues of one person. */
export function allKeptAtOnce(personId: string): readonly string[] {
  try {
    const begin = `${NAME}${personId}/`;
    return Object.keys(localStorage).flatMap((name) =>
      name.startsWith(begin) ? [name.slice(NAME.length)] : [],
    );
  } catch {
    return [];
  }
}

function queueIn(text: string | null): readonly Queue[] {
  try {
    return text === null ? [] : [JSON.parse(text) as Queue];
  } catch {
    return [];
  }
}

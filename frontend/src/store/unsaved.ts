import { allKeptAtOnce, dropAtOnce, keptAtOnce } from "./atOnce";
import { botOf, openQueuesIfAny, placeOf, type Queue, type Queues } from "./keeping";

/** The bots on which this person has something in this browser that is not saved yet. */
export async function unsavedBots(personId: string): Promise<readonly string[]> {
  const queues = await openQueuesIfAny();
  const keys = [...((await queues?.keysOf(personId)) ?? []), ...allKeptAtOnce(personId)];
  queues?.close();
  return [...new Set(keys.map(botOf))];
}

/** What this person has not saved on the bot, in all windows. */
export async function unsavedOn(personId: string, botId: string): Promise<readonly Queue[]> {
  const queues = await openQueuesIfAny();
  const found = await allAt(queues, placeOf(personId, botId));
  queues?.close();
  return found;
}

/** What is kept in either way, the newest of each window. */
export async function allAt(queues: Queues | null, place: string): Promise<readonly Queue[]> {
  const found = new Map((await queues?.at(place))?.map((one) => [one.key, one]));
  for (const queue of keptAtOnce(place)) found.set(queue.key, queue);
  return [...found.values()];
}

/** Takes it out of this browser. */
export async function dropUnsaved(unsaved: readonly Queue[]): Promise<void> {
  const queues = await openQueuesIfAny();
  for (const { key } of unsaved) {
    dropAtOnce(key);
    await queues?.remove(key);
  }
  queues?.close();
}

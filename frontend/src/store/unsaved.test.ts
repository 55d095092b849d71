import { afterEach, describe, expect, it } from "vitest";

import { keepAtOnce } from "./atOnce";
import { openQueues, placeOf, type Queue } from "./keeping";
import { dropUnsaved, unsavedBots, unsavedOn } from "./unsaved";

const queueOf = (personId: string, botId: string, window: string): Queue => ({
  key: `${placeOf(personId, botId)}/${window}`,
  place: placeOf(personId, botId),
  kept: { revision: 0, sent: [], batches: [] },
  alive: 0,
});

afterEach(() => {
  localStorage.clear();
});

describe("what is not saved on a bot", () => {
  it("is taken out of the browser wherever it is kept, and nobody else's is", async () => {
    const queues = await openQueues();
    const [soon, atOnce] = [queueOf("ada", "bot", "1"), queueOf("ada", "bot", "2")];
    for (const queue of [soon, queueOf("ada", "other", "1"), queueOf("grace", "bot", "1")]) {
      await queues.put(queue);
    }
    keepAtOnce(atOnce);

    const unsaved = await unsavedOn("ada", "bot");
    expect(unsaved.map(({ key }) => key).sort()).toEqual([soon.key, atOnce.key]);
    await dropUnsaved(unsaved);

    expect(await unsavedOn("ada", "bot")).toEqual([]);
    expect(await unsavedBots("ada")).toEqual(["other"]);
    expect(await unsavedBots("grace")).toEqual(["bot"]);
  });
});

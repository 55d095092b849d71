import { describe, expect, it } from "vitest";

import { ENTRIES, entryOf, withEntry } from "./entry";

describe("who may come in", () => {
  it.each(ENTRIES)("is read back as it was written: %s", (entry) => {
    const channel = { is_public: false, settings: { accent: "#fff" } };
    const { is_public = false, settings = {} } = withEntry(channel, entry);
    expect(entryOf({ is_public, settings })).toBe(entry);
    expect(settings).toMatchObject({ accent: "#fff" });
  });
});

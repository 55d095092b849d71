import { settingsOf } from "../look/look";
import type { Change, Channel } from "../types";

/** Who may come in: anybody, those whom a site vouches for, or those whom somebody has let in. */
export type Entry = "anybody" | "vouched" | "chosen";

export const ENTRIES: readonly Entry[] = ["anybody", "vouched", "chosen"];

type Known = Pick<Channel, "is_public" | "settings">;

export function entryOf(channel: Known): Entry {
  if (settingsOf(channel).identity_required) return "vouched";
  return channel.is_public ? "anybody" : "chosen";
}

export function withEntry(channel: Known, entry: Entry): Change {
  const settings = { ...settingsOf(channel), identity_required: entry === "vouched" };
  return { is_public: entry !== "chosen", settings };
}

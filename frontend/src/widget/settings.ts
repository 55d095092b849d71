// How a chat is to look and behave where the page does not say it: as the channel's owner set it.
import { ask } from "./remote";
import { Storage } from "./storage";

/** The public part of a channel's settings, as the server tells them. */
export interface Settings {
  theme?: "auto" | "light" | "dark";
  accent?: string | null;
  position?: "right" | "left";
  language?: "auto" | "en" | "ru";
  start_message?: string | null;
  identity_required?: boolean;
}

const NAME = "settings";

/** Those of the last visit, while new ones are on their way for the next; on the first visit the new ones. */
export async function settingsOf(server: string, channel: string): Promise<Settings> {
  const storage = new Storage(`${server}:${channel}`);
  const kept = storage.read<Settings>(NAME);
  const asked = ask<Settings>(new URL(`api/v1/channels/${channel}/widget`, server)).then((told) => {
    storage.write(NAME, told);
    return told ?? {};
  });
  const fresh = asked.catch(() => ({}));
  return kept ?? fresh;
}

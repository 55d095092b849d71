import type { Channel, Settings } from "../types";

export type Look = Pick<Settings, "theme" | "position" | "language"> & {
  /** `#rrggbb`; empty: ours. */
  accent: string;
  greeting: string;
};

export const THEMES = ["auto", "light", "dark"] as const;
export const POSITIONS = ["right", "left"] as const;
export const LANGUAGES = ["auto", "en", "ru"] as const;

/** What the server keeps, with what it leaves out because it is the usual. */
export function settingsOf({ settings }: Pick<Channel, "settings">): Settings {
  const given = settings as Partial<Settings>;
  return { theme: "auto", position: "right", language: "auto", identity_required: false, ...given };
}

export function lookOf(channel: Pick<Channel, "settings">): Look {
  const { theme, position, language, accent, start_message } = settingsOf(channel);
  return { theme, position, language, accent: accent ?? "", greeting: start_message ?? "" };
}

/** The server takes settings as a whole: what the look says not stays as it was. */
export function withLook(channel: Pick<Channel, "settings">, look: Look): Settings {
  const { accent, greeting, ...others } = look;
  return {
    ...settingsOf(channel),
    ...others,
    accent: accent || null,
    start_message: greeting.trim() || null,
  };
}

/** A colour as the server takes it. */
export function isColour(text: string): boolean {
  return /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(text);
}

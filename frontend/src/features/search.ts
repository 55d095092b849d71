/** Only what we know of an address' query: all else is left out. `test`: the number of a kept test to be played;
 * `proposal`: its id, or `all` of them. */
export type EditorSearch = {
  step?: string;
  connection?: string;
  dock?: "properties" | "chat";
  rail?: "steps" | "variables" | "problems" | "templates" | "schedule" | "versions";
  conversation?: string;
  test?: string;
  proposal?: string;
};

/** `gallery`: what a new bot begins with is asked. `status`: active ones where it is left out. */
export type BotsSearch = { gallery?: boolean; search?: string; status?: "paused" | "archived" };

/** `bot`: only its channels. */
export type ChannelsSearch = { bot?: string };

export type NextSearch = { next?: string };

type Asked = Record<string, unknown>;

const DOCKS = ["properties", "chat"] as const;
const STATUSES = ["paused", "archived"] as const;
const RAILS = ["steps", "variables", "problems", "templates", "schedule", "versions"] as const;

export function editorSearch(asked: Asked): EditorSearch {
  return {
    step: text(asked.step),
    connection: text(asked.connection),
    dock: DOCKS.find((one) => one === asked.dock),
    rail: RAILS.find((one) => one === asked.rail),
    conversation: text(asked.conversation),
    test: text(asked.test),
    proposal: text(asked.proposal),
  };
}

export function botsSearch(asked: Asked): BotsSearch {
  return {
    gallery: asked.gallery === true || undefined,
    search: text(asked.search),
    status: STATUSES.find((one) => one === asked.status),
  };
}

export function channelsSearch(asked: Asked): ChannelsSearch {
  return { bot: text(asked.bot) };
}

/** Where to go after signing in: never to another host. */
export function nextSearch(asked: Asked): NextSearch {
  const next = text(asked.next);
  const isOurs = next?.startsWith("/") && new URL(next, location.origin).origin === location.origin;
  return { next: isOurs ? next : undefined };
}

function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

// What the log shows, in order: messages, texts still being written, what waits to be sent.
import type { Entry, Outbox } from "./outbox";
import type { Draft, Message, Store } from "./store";
import type { Button } from "./wire";

const CLOSE = 5 * 60_000; // messages of one side this near each other stand together

/** A message in the log. `open`: its widget waits for an answer; `label`: who said it, where that is news. */
export interface Item extends Partial<Omit<Message, "buttons">>, Partial<Pick<Entry, "client_id" | "fault">> {
  key: string;
  own: boolean;
  state: "streaming" | "sent" | Entry["state"];
  buttons?: Button[];
  open?: boolean;
  follows?: boolean;
  label?: string;
}

/** A line between messages: a new day, or the bot began anew. */
export interface Separator {
  key: string;
  day?: Date;
}

export interface Shown {
  store: Pick<Store, "messages" | "drafts" | "restarts">;
  outbox: Pick<Outbox, "entries">;
  pressed: readonly (string | undefined)[];
}

export function itemsOf({ store, outbox, pressed }: Shown): (Item | Separator)[] {
  // What can be answered by its buttons or its widget, each once: the bot's last message, and, where it was
  // said aside, the last that was not.
  const answered = outbox.entries.some(({ button, params }) => (button ?? params) !== undefined);
  const heard = store.messages.filter(({ person }) => person === false);
  const asked = [heard.at(-1), heard.findLast(({ aside }) => !aside)];
  const said = store.messages.map((message): Item => {
    const { id, key = id } = message;
    const open = !answered && asked.includes(message) && !pressed.includes(id);
    return { ...message, key, state: "sent", open, buttons: open ? message.buttons : undefined };
  });
  const pending = outbox.entries.map((entry): Item => ({ ...entry, key: entry.client_id, own: true }));
  const drafts = [...store.drafts.values()].map(drafted);
  return separated([...said, ...pending, ...drafts], store.restarts);
}

const drafted = (draft: Draft): Item => ({ ...draft, key: draft.id, own: false, state: "streaming" });

const momentOf = ({ at }: Item): Date => new Date(at ?? Date.now());

function separated(messages: readonly Item[], restarts: readonly number[]): (Item | Separator)[] {
  const items: (Item | Separator)[] = [];
  let before: Item | null = null;
  for (const message of messages) {
    const day = momentOf(message);
    const newDay = !before || momentOf(before).toDateString() !== day.toDateString();
    const since = before?.seq ?? Infinity;
    const restart = restarts.find((seq) => since <= seq && (message.seq ?? Infinity) > seq);
    if (newDay) items.push({ key: `day:${day.toDateString()}`, day });
    if (restart !== undefined) items.push({ key: `restart:${restart}` });
    const follows = Boolean(before && !newDay && restart === undefined && near(before, message));
    const label = message.person && !message.own && !follows ? (message.name ?? "") : "";
    items.push({ ...message, follows, label });
    before = message;
  }
  return items;
}

function near(before: Item, message: Item): boolean {
  const samePerson = message.own || message.state === "streaming" || before.name === message.name;
  const apart = Math.abs(new Date(message.at ?? NaN).valueOf() - new Date(before.at ?? NaN).valueOf());
  return before.own === message.own && samePerson && apart < CLOSE;
}

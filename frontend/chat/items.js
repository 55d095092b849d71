// What the log shows, in order: messages, texts still being written, what waits to be sent.
const CLOSE = 5 * 60_000; // messages of one side this near each other stand together

/** Items `{key, own, text, state, follows, …}` and, between them, separators `{key, day | restart}`. */
export function itemsOf(conversation) {
  const { store, outbox } = conversation;
  const drafts = [...store.drafts.values()].map((draft) => ({ ...draft, state: "streaming" }));
  const pending = outbox.entries.map((entry) => ({ ...entry, key: entry.client_id, own: true }));
  const said = store.messages.map((message) => ({ ...message, state: "sent", buttons: null }));
  offerButtons(said, conversation);
  return separated([...said, ...pending, ...drafts], store.restarts);
}

function offerButtons(said, { store, outbox, pressed }) {
  const place = said.findLastIndex(({ person }) => person === false);
  const { id, buttons } = store.messages[place] ?? {};
  const answered = pressed === id || outbox.entries.some(({ button }) => button !== undefined);
  if (place >= 0 && !answered) said[place].buttons = buttons;
}

function separated(messages, restarts) {
  const items = [];
  let before = null;
  for (const message of messages) {
    const day = new Date(message.at ?? Date.now());
    const newDay = !before || new Date(before.at ?? Date.now()).toDateString() !== day.toDateString();
    const restart = before && restarts.find((seq) => before.seq <= seq && (message.seq ?? Infinity) > seq);
    if (newDay) items.push({ key: `day:${day.toDateString()}`, day });
    if (restart) items.push({ key: `restart:${restart}`, restart: true });
    const follows = !newDay && !restart && near(before, message);
    const label = message.person && !message.own && !follows ? message.name : "";
    items.push({ ...message, key: message.key ?? message.id, follows, label });
    before = message;
  }
  return items;
}

function near(before, message) {
  const sameSide = Boolean(before.own) === Boolean(message.own);
  const samePerson = message.own || message.state === "streaming" || before.name === message.name;
  return sameSide && samePerson && Math.abs(new Date(message.at) - new Date(before.at)) < CLOSE;
}

import { stepTitle, type BotDocument, type RequestPart, type Step } from "./document";
import { placesOf, variablesOf, type Place } from "./references";

export type FoundKind = "step" | "text" | "variable" | "rule" | "code" | "request" | "note" | "connection";

/** `excerpt`: where it was found, in words; `path` as operations take it; a higher `score` is better. */
export interface Found {
  readonly kind: FoundKind;
  readonly title: string;
  readonly excerpt: string;
  readonly step: string | null;
  readonly path: readonly string[];
  readonly score: number;
}

type Sought = Omit<Found, "score" | "excerpt"> & {
  readonly text: string;
  readonly lower: string;
  readonly weight: number;
};

const AROUND = 40; // signs of an excerpt on each side
const ofSteps = new WeakMap<Step, readonly Sought[]>();
const ofRequests = new WeakMap<RequestPart, readonly Sought[]>();

/** Steps, texts, variables, rules and whatever else has words in it, the best first; all words must be there. */
export function search(document: BotDocument, query: string, most = 50): readonly Found[] {
  const wanted = query.trim().toLocaleLowerCase();
  if (!wanted) return [];
  const words = wanted.split(/\s+/);
  const found: Found[] = [];
  for (const one of everything(document)) {
    const score = scoreOf(one, wanted, words);
    if (score > 0) found.push({ ...shown(one), excerpt: excerptOf(one, words[0] ?? ""), score });
  }
  return found.sort((one, other) => other.score - one.score).slice(0, most);
}

function* everything(document: BotDocument): Generator<Sought> {
  for (const step of document.steps ?? []) yield* cached(ofSteps, step, inStep);
  for (const [name, usages] of variablesOf(document)) {
    const [first] = usages;
    yield sought("variable", name, name, first?.path ?? [], first?.step ?? null, 2);
  }
  for (const request of document.requests ?? []) yield* cached(ofRequests, request, inRequest);
  for (const note of document.notes ?? []) {
    yield sought("note", note.text ?? "", note.text ?? "", ["notes", note.id], null);
  }
  if (document.groups) yield* inGroups({ id: "", groups: document.groups }, null);
}

function* inStep(step: Step): Generator<Sought> {
  const title = stepTitle(step);
  const path = ["steps", step.id];
  yield sought("step", title, title, path, step.id, 3);
  if (step.name) yield sought("step", title, step.id, path, step.id, 2);
  if (step.note) yield sought("text", title, step.note, [...path, "note"], step.id);
  const { text, buttons } = step.message ?? {};
  if (text) yield sought("text", title, text, [...path, "message", "text"], step.id, 1.5);
  for (const [number, button] of (buttons ?? []).entries()) {
    yield sought("text", title, button.text ?? "", [...path, "message", "buttons", String(number)], step.id);
  }
  yield* inGroups(step, step.id);
}

function* inGroups(step: Pick<Step, "id" | "groups" | "name">, id: string | null): Generator<Sought> {
  const title = id === null ? "" : (step.name ?? step.id);
  const places = placesOf({
    dbcv: 1,
    kind: "bot",
    ...(id === null ? { groups: step.groups } : { steps: [step] }),
  });
  for (const place of places) {
    const kind = kindOf(place);
    if (kind) yield sought(kind, title, place.value, place.path, id);
  }
  for (const group of step.groups ?? []) {
    for (const { id: connection, name, rules } of group.connections ?? []) {
      const path = [...(id === null ? [] : ["steps", id]), "groups", group.id, "connections", connection];
      if (name) yield sought("connection", title, name, path, id);
      for (const value of valuesIn(rules)) yield sought("rule", title, value, [...path, "rules"], id);
    }
  }
}

function* inRequest(request: RequestPart): Generator<Sought> {
  const title = request.name ?? request.id;
  const path = ["requests", request.id];
  yield sought("request", title, title, path, null, 2);
  if (request.url) yield sought("request", title, request.url, [...path, "url"], null);
}

function kindOf({ kind, path }: Place): FoundKind | null {
  if (kind === "code") return "code";
  if (kind === "field") return "rule";
  return kind === "text" && path[2] !== "message" ? "text" : null;
}

function* valuesIn(rules: unknown): Generator<string> {
  if (typeof rules !== "object" || rules === null) return;
  const { rules: members, value } = rules as { rules?: unknown; value?: unknown };
  if (Array.isArray(members)) for (const member of members) yield* valuesIn(member);
  else if (Array.isArray(value)) yield value.map(String).join(", ");
  else if (typeof value === "string" || typeof value === "number") yield String(value);
}

function sought(
  kind: FoundKind,
  title: string,
  text: string,
  path: readonly string[],
  ...[step, weight = 1]: [string | null, number?]
): Sought {
  return { kind, title, text, path, step, weight, lower: text.toLocaleLowerCase() };
}

/** Whole, then its beginning, then beginnings of words, then anywhere, then letters in their order. */
function scoreOf({ lower, weight, kind }: Sought, wanted: string, words: readonly string[]): number {
  if (!lower) return 0;
  if (lower === wanted) return 100 * weight;
  if (lower.startsWith(wanted)) return 80 * weight;
  let score = 0;
  for (const word of words) {
    const at = lower.indexOf(word);
    if (at < 0) return kind === "step" && isSpelledIn(wanted, lower) ? 5 * weight : 0;
    score += at === 0 || /[\s._\-{$:/"']/.test(lower[at - 1] ?? "") ? 50 : 25;
  }
  return (score / words.length) * weight - Math.min(10, lower.length / 100);
}

function isSpelledIn(wanted: string, text: string): boolean {
  if (wanted.length < 3) return false;
  let at = 0;
  for (const sign of wanted) {
    at = text.indexOf(sign, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function excerptOf({ text, lower }: Sought, word: string): string {
  const at = Math.max(0, lower.indexOf(word));
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, at + word.length + AROUND);
  return `${from > 0 ? "…" : ""}${text.slice(from, to).replaceAll(/\s+/g, " ")}${to < text.length ? "…" : ""}`;
}

function shown({ kind, title, step, path }: Sought): Omit<Found, "score" | "excerpt"> {
  return { kind, title, step, path };
}

function cached<Key extends object>(
  cache: WeakMap<Key, readonly Sought[]>,
  key: Key,
  find: (key: Key) => Iterable<Sought>,
): readonly Sought[] {
  let found = cache.get(key);
  if (!found) {
    found = [...find(key)];
    cache.set(key, found);
  }
  return found;
}

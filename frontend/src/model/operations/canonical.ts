import type { BotDocument } from "../document";
import { isObject, same } from "../json";
import type { Path } from "../operation";
import { LISTS, type Kind, type Part } from "./kinds";
import { drop, Tree } from "./tree";

/** How a key is written: left out where it is its `default`, and what stands in it. */
type Key = {
  readonly default?: unknown;
  readonly part?: Shape;
  readonly list?: Shape;
  readonly isRules?: true;
};
type Shape = { readonly [key: string]: Key };

const NONE: Key = { default: null };
const TEXT: Key = { default: "" };
const LIST: Key = { default: [] };
const OBJECT: Key = { default: {} };
const RULES: Key = { default: null, isRules: true };

function partsOf(list: Shape): Key {
  return { default: [], list };
}

const SETTING: Shape = { op: { default: "set" }, value: NONE };
const CONNECTION: Shape = {
  id: TEXT,
  name: TEXT,
  priority: { default: 0 },
  rules: RULES,
  filters: RULES,
  set: partsOf(SETTING),
};
const GROUP: Shape = {
  id: TEXT,
  type: { default: "message" },
  on: { default: "message" },
  after: NONE,
  restart: { default: true },
  priority: { default: 0 },
  request: NONE,
  code: NONE,
  integration: NONE,
  config: OBJECT,
  credential: NONE,
  set: partsOf(SETTING),
  connections: partsOf(CONNECTION),
};
const MESSAGE: Shape = {
  text: TEXT,
  buttons: partsOf({ text: TEXT, value: NONE }),
  attachments: partsOf({ url: NONE, file: NONE, type: { default: "file" }, name: NONE }),
  widget: { default: null, part: { props: OBJECT } },
  params: OBJECT,
};
const STEP: Shape = {
  name: TEXT,
  position: NONE,
  note: TEXT,
  proxy: { default: false },
  message: { default: {}, part: MESSAGE },
  template: { default: null, part: { inputs: OBJECT, outputs: OBJECT } },
  preset: { default: null, part: { config: OBJECT } },
  groups: partsOf(GROUP),
};
const REQUEST: Shape = {
  name: TEXT,
  method: { default: "GET" },
  url: TEXT,
  headers: OBJECT,
  query: OBJECT,
  body: NONE,
  form: NONE,
  multipart: NONE,
  file: NONE,
  timeout: { default: 30 },
  retry: { default: null, part: { times: { default: 0 }, backoff: { default: 0 } } },
  credential: NONE,
  proxy: NONE,
};
const NOTE: Shape = { id: TEXT, text: TEXT, position: NONE, color: { default: "yellow" } };
const TEMPLATE: Shape = {
  name: TEXT,
  description: TEXT,
  inputs: OBJECT,
  outputs: OBJECT,
  variables: OBJECT,
  first_step: NONE,
  notes: partsOf(NOTE),
  requests: partsOf(REQUEST),
  steps: partsOf(STEP),
};
const BOT: Shape = {
  name: { default: "Untitled" },
  description: TEXT,
  locale: { default: "en" },
  timezone: { default: "UTC" },
  secrets: LIST,
  on_finish: { default: "restart" },
  variables: OBJECT,
  first_step: NONE,
  tests: LIST,
};

const SHAPES: Readonly<Record<Kind, Shape>> = {
  bot: BOT,
  step: STEP,
  group: GROUP,
  connection: CONNECTION,
  request: REQUEST,
  note: NOTE,
  template: TEMPLATE,
};

/** The part as the server writes it, defaults left out; the same object where it was written so already. */
export function canonicalPart(kind: Kind, part: Part): Part {
  return inShape(SHAPES[kind], part);
}

/** Every touched part in the one form it is written in; the document is changed in place. */
export function settle(document: Part, touched: readonly Path[]): BotDocument {
  const places = new Set(touched.map((path) => placeOf(path)));
  const tree = new Tree(document);
  for (const place of places) settlePart(tree, place);
  const settled = tree.document;
  for (const key of Object.keys(LISTS.bot)) {
    const parts = settled[key];
    if (parts === null || (Array.isArray(parts) && parts.length === 0)) drop(settled, key);
  }
  return settled as unknown as BotDocument;
}

function settlePart(tree: Tree, place: string): void {
  const settled = tree.document;
  const cut = place.indexOf("/");
  if (cut < 0) {
    for (const [key, value] of Object.entries(BOT)) tidy(settled, key, value);
    return;
  }
  const collection = place.slice(0, cut);
  const kind = LISTS.bot[collection];
  const held = settled[collection];
  if (!kind || !Array.isArray(held)) return;
  const at = tree.position(held, kind, place.slice(cut + 1));
  const part: unknown = held[at];
  if (!isObject(part)) return;
  const written = canonicalPart(kind, part);
  if (written !== part) tree.parts(tree.find([collection]))[at] = written;
}

/** The part of the bot a path is in, as `collection/id`; "" for the bot itself. */
function placeOf(path: Path): string {
  const [collection = "", name = "#"] = path;
  return Object.hasOwn(LISTS.bot, collection) && !name.startsWith("#") ? `${collection}/${name}` : "";
}

function inShape(shape: Shape, part: Part): Part {
  let written = part;
  for (const key of Object.keys(part)) {
    const value = shapedValue(Object.hasOwn(shape, key) ? shape[key] : undefined, part[key]);
    if (value === part[key]) continue;
    if (written === part) written = { ...part };
    if (value === undefined) drop(written, key);
    else written[key] = value;
  }
  return written;
}

function tidy(part: Part, key: string, shape: Key): void {
  if (!Object.hasOwn(part, key)) return;
  const value = shapedValue(shape, part[key]);
  if (value === undefined) drop(part, key);
  else part[key] = value;
}

/** undefined: it is left out. */
function shapedValue(key: Key | undefined, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (!key) return value;
  let shaped: unknown = value;
  if (key.part && isObject(value)) shaped = inShape(key.part, value);
  if (key.list && Array.isArray(value)) shaped = sharedList(key.list, value);
  if (key.isRules && isObject(value) && Object.keys(value).length === 0) return undefined;
  return same(shaped, key.default) ? undefined : shaped;
}

function sharedList(shape: Shape, list: readonly unknown[]): readonly unknown[] {
  const shaped = list.map((one) => (isObject(one) ? inShape(shape, one) : one));
  return shaped.every((one, at) => one === list[at]) ? list : shaped;
}

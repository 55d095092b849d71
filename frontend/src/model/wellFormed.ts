import { isObject } from "./json";

/**
 * Whether a text from outside is parts of a document as far as pages read them: a text where they read a text, a list
 * where they go through one. What more there is to a part its server judges.
 */
type Check = (value: unknown) => boolean;

const DEEPEST = 100; // values in values; the server takes no more

const isNothing: Check = (value) => value === undefined || value === null;
const isText: Check = (value) => isNothing(value) || typeof value === "string";
const isNamed: Check = (value) => typeof value === "string" && value !== "";
const isNumber: Check = (value) => isNothing(value) || Number.isFinite(value);
const isFlag: Check = (value) => isNothing(value) || typeof value === "boolean";
const isFree: Check = (value) => isNothing(value) || isObject(value);
const isTexts: Check = (value) => isFree(value) && Object.values(value ?? {}).every(isText);
const oneOf =
  (...known: readonly string[]): Check =>
  (value) =>
    isNothing(value) || (typeof value === "string" && known.includes(value));
const part =
  (shape: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(shape).every(([key, is]) => is(value[key]));
const listOf =
  (is: Check): Check =>
  (value) =>
    isNothing(value) || (Array.isArray(value) && value.every(is));
const maybe =
  (is: Check): Check =>
  (value) =>
    isNothing(value) || is(value);

const settings = listOf(part({ variable: isText, op: isText }));
const connection = part({
  id: isText,
  name: isText,
  priority: isNumber,
  rules: isFree,
  filters: isFree,
  set: settings,
  to: isText,
});
const group = part({
  id: isText,
  type: oneOf("message", "response", "code", "integration"),
  on: oneOf("message", "timeout"),
  after: isNumber,
  restart: isFlag,
  priority: isNumber,
  request: isText,
  code: isText,
  integration: isText,
  config: isFree,
  credential: isText,
  set: settings,
  connections: listOf(connection),
});
const message = part({
  text: isText,
  buttons: listOf(part({ text: isText, value: isText })),
  attachments: listOf(part({ url: isText, file: isText, type: isText, name: isText })),
  widget: maybe(part({ type: isText, props: isFree })),
  params: isFree,
});
const step = part({
  id: isNamed,
  name: isText,
  position: maybe(part({ x: Number.isFinite, y: Number.isFinite })),
  note: isText,
  proxy: isFlag,
  message: maybe(message),
  template: maybe(part({ id: isNamed, version: Number.isFinite, inputs: isFree, outputs: isTexts })),
  preset: maybe(part({ id: isNamed, config: isFree })),
  groups: listOf(group),
});
const request = part({
  id: isNamed,
  name: isText,
  method: isText,
  url: isText,
  headers: isFree,
  query: isFree,
  form: isFree,
  multipart: isFree,
  timeout: isNumber,
  retry: maybe(part({ times: isNumber, backoff: isNumber })),
  credential: isText,
  proxy: isText,
});
const template = part({
  id: isNamed,
  version: Number.isFinite,
  name: isText,
  description: isText,
  inputs: isFree,
  outputs: isFree,
  variables: isFree,
  steps: listOf(step),
  requests: listOf(request),
});

const copied = part({
  bot: isText,
  steps: listOf(step),
  requests: listOf(request),
  templates: listOf(template),
});

/** Steps with what they need, as they are copied. */
export function isCopied(value: unknown): boolean {
  return !isDeeper(value, DEEPEST) && copied(value);
}

function isDeeper(value: unknown, most: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return most === 0 || Object.values(value).some((inner) => isDeeper(inner, most - 1));
}

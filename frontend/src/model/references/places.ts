import type { BotDocument, Connection, Group, RequestPart, RuleSet, Setting, Step } from "../document";
import { isObject } from "../json";

/**
 * A place that names variables. `text`: in placeholders; `field`: a rule's field; `write`: a setting's or output's
 * variable; `code`: Python, of which nobody here knows. `path` as operations take it.
 */
export interface Place {
  readonly kind: "text" | "field" | "write" | "code";
  readonly path: readonly string[];
  readonly value: string;
  readonly step: string | null;
}

type Owner = { readonly path: readonly string[]; readonly step: string | null };

const ofSteps = new WeakMap<Step, readonly Place[]>();
const ofGroups = new WeakMap<readonly Group[], readonly Place[]>();
const ofRequests = new WeakMap<RequestPart, readonly Place[]>();

/** Every place of the bot; templates it bundles are documents of their own. */
export function* placesOf(document: BotDocument): Generator<Place> {
  for (const step of document.steps ?? []) yield* placesOfStep(step);
  if (document.groups)
    yield* known(ofGroups, document.groups, (groups) => groupPlaces(groups, { path: [], step: null }));
  for (const request of document.requests ?? []) yield* placesOfRequest(request);
}

function placesOfStep(step: Step): readonly Place[] {
  return known(ofSteps, step, stepPlaces);
}

function placesOfRequest(request: RequestPart): readonly Place[] {
  return known(ofRequests, request, (one) => {
    const owner = { path: ["requests", one.id], step: null };
    const { url, headers, query, body, form, multipart, file } = one;
    return [...texts({ url, headers, query, body, form, multipart, file }, owner)];
  });
}

function* stepPlaces(step: Step): Generator<Place> {
  const owner = { path: ["steps", step.id], step: step.id };
  const { text, buttons, attachments, widget } = step.message ?? {};
  const message = below(owner, "message");
  yield* texts({ text, buttons, attachments }, message);
  if (widget?.props) yield* texts(widget.props, below(message, "widget", "props"));
  if (step.template) {
    yield* texts(step.template.inputs, below(owner, "template", "inputs"));
    for (const [name, variable] of Object.entries(step.template.outputs ?? {})) {
      yield place("write", below(owner, "template", "outputs", name), variable);
    }
  }
  yield* groupPlaces(step.groups ?? [], owner);
}

function* groupPlaces(groups: readonly Group[], owner: Owner): Generator<Place> {
  for (const group of groups) {
    const at = below(owner, "groups", group.id);
    if (group.type === "integration") yield* texts(group.config, below(at, "config"));
    if (group.type === "code" && group.code) yield place("code", below(at, "code"), group.code);
    yield* settings(group.set, at);
    for (const connection of group.connections ?? []) {
      yield* connectionPlaces(connection, below(at, "connections", connection.id));
    }
  }
}

function* connectionPlaces(connection: Connection, at: Owner): Generator<Place> {
  yield* rules(connection.rules, below(at, "rules"));
  yield* rules(connection.filters, below(at, "filters"));
  yield* settings(connection.set, at);
}

function* settings(list: readonly Setting[] | undefined, owner: Owner): Generator<Place> {
  for (const [number, setting] of (list ?? []).entries()) {
    const at = below(owner, "set", String(number));
    yield place("write", below(at, "variable"), setting.variable);
    yield* texts(setting.value, below(at, "value"));
  }
}

function* rules(rule: RuleSet | undefined, at: Owner): Generator<Place> {
  if (!rule) return;
  const members = rule["rules"];
  if (Array.isArray(members)) {
    for (const [number, member] of members.entries()) {
      if (isObject(member)) yield* rules(member as RuleSet, below(at, "rules", String(number)));
    }
    return;
  }
  if (typeof rule["field"] === "string") yield place("field", below(at, "field"), rule["field"]);
  yield* texts(rule["value"], below(at, "value"));
}

/** The texts in a JSON value, keys left out. */
function* texts(value: unknown, at: Owner): Generator<Place> {
  if (typeof value === "string") {
    if (value.includes("{$")) yield place("text", at, value);
  } else if (Array.isArray(value)) {
    for (const [number, part] of value.entries()) yield* texts(part, below(at, String(number)));
  } else if (isObject(value)) {
    for (const [key, part] of Object.entries(value)) yield* texts(part, below(at, key));
  }
}

function below(owner: Owner, ...more: readonly string[]): Owner {
  return { path: [...owner.path, ...more], step: owner.step };
}

function place(kind: Place["kind"], { path, step }: Owner, value: string): Place {
  return { kind, path, step, value };
}

function known<Key extends object>(
  cache: WeakMap<Key, readonly Place[]>,
  key: Key,
  find: (key: Key) => Iterable<Place>,
): readonly Place[] {
  let found = cache.get(key);
  if (!found) {
    found = [...find(key)];
    cache.set(key, found);
  }
  return found;
}

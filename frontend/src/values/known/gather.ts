import type { BotDocument, Setting, Step } from "@/model/document";
import type { ValueType } from "../syntax/filters";
import { isWritable, parsePath } from "../syntax/paths";
import { FIXED } from "./fixed";
import { typeOf, type Variable } from "./variable";

const MENTIONED = /\b((?:session|bot|user|channel|template)\.[\p{L}\p{N}_-]+)/gu;

interface Found {
  readonly path: string;
  readonly type: ValueType;
  readonly value?: unknown;
}

/** What can be read in the bot's own steps: what is always there, then what the document writes, by path. */
export function gather(document: BotDocument, hasTemplateScope = false): readonly Variable[] {
  const secrets = new Set(document.secrets ?? []);
  const known = new Map<string, Variable>();
  for (const [scope, keys] of Object.entries(FIXED)) {
    for (const [key, type] of Object.entries(keys)) {
      const path = `${scope}.${key}`;
      known.set(path, {
        path,
        type,
        origin: "system",
        isWritable: isWritable(path),
        isSecret: secrets.has(path),
      });
    }
  }
  for (const { path, type, value } of found(document, hasTemplateScope)) {
    const before = known.get(path);
    if (before && (before.origin === "system" || before.type !== "any")) continue;
    const one: Variable = { path, type, origin: "document", isWritable: true, isSecret: secrets.has(path) };
    known.set(path, value === undefined || one.isSecret ? one : { ...one, value });
  }
  return [...known.values()];
}

function* found(document: BotDocument, hasTemplateScope: boolean): Generator<Found> {
  const own = hasTemplateScope ? "template" : "bot";
  for (const [key, value] of Object.entries(document.variables ?? {})) {
    yield { path: `${own}.${key}`, type: typeOf(value), value };
  }
  for (const setting of settingsOf(document)) yield* written(setting);
  for (const step of document.steps ?? []) {
    for (const outer of Object.values(step.template?.outputs ?? {})) {
      if (isWritable(outer)) yield { path: outer, type: "any" };
    }
  }
  for (const code of codesOf(document)) {
    for (const match of code.matchAll(MENTIONED)) {
      if (match[1] && isWritable(match[1])) yield { path: match[1], type: "any" };
    }
  }
}

function* written({ variable, op, value }: Setting): Generator<Found> {
  if (!isWritable(variable)) return;
  yield { path: variable, type: typeWritten(op, value) };
  const path = parsePath(variable) ?? [];
  if (path.length > 2) yield { path: path.slice(0, 2).join("."), type: "object" };
}

function typeWritten(op: Setting["op"], value: unknown): ValueType {
  if (op === "add") return "number";
  if (op === "append" || op === "remove") return "list";
  if (op === "clear") return "any";
  if (typeof value === "string" && value.includes("{$")) {
    return value.replace(/\s/g, "") === "{$message.text$}" ? "text" : "any";
  }
  return typeOf(value);
}

function* groupsOf(document: BotDocument) {
  yield* document.groups ?? [];
  for (const step of document.steps ?? []) yield* groupsOfStep(step);
}

function groupsOfStep(step: Step) {
  return step.groups ?? [];
}

function* settingsOf(document: BotDocument): Generator<Setting> {
  for (const group of groupsOf(document)) {
    yield* group.set ?? [];
    for (const connection of group.connections ?? []) yield* connection.set ?? [];
  }
}

function* codesOf(document: BotDocument): Generator<string> {
  for (const group of groupsOf(document)) if (group.type === "code" && group.code) yield group.code;
}

import type { TFunction } from "i18next";
import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { stepTitle } from "@/model/document";
import type { BotDocument, Connection, Position, RequestPart, Step } from "@/model/document";
import { newId } from "@/model/ids";
import { starterConfig } from "./configs";
import type { Entry, OwnKind, PresetRead } from "./entries";

/** What a picked entry adds to the document; the first step is the one that is connected. */
export interface Parts {
  readonly steps: readonly Step[];
  readonly requests: readonly RequestPart[];
}

type Translate = TFunction<"canvas">;

export async function partsOf(
  entry: Entry,
  document: BotDocument,
  at: Position,
  t: Translate,
): Promise<Parts> {
  const parts = await madeOf(entry, document, at, t);
  return { ...parts, steps: withOwnNames(parts.steps, document) };
}

/** Names that no other step has: "Message", "Message 2" … */
export function withOwnNames(steps: readonly Step[], document: BotDocument): readonly Step[] {
  const taken = new Set((document.steps ?? []).map(stepTitle));
  return steps.map((step) => {
    const title = stepTitle(step);
    let name = title;
    for (let number = 2; taken.has(name); number += 1) name = `${title} ${number}`;
    taken.add(name);
    return name === title ? step : { ...step, name };
  });
}

async function madeOf(entry: Entry, document: BotDocument, at: Position, t: Translate): Promise<Parts> {
  const { of } = entry;
  if (of.kind === "own") return { steps: [ownStep(of.own, at, t)], requests: [] };
  if (of.kind === "preset") return presetParts(of.preset, document, at, t);
  const { id, version } = of.template;
  const groups = [{ id: newId("group"), connections: [way("")] }];
  const step = { id: newId("step"), name: entry.title, position: at, template: { id, version }, groups };
  return { steps: [step], requests: [] };
}

function ownStep(own: OwnKind, position: Position, t: Translate): Step {
  const base = { id: newId("step"), name: t(`picker.own.${own}.title`), position };
  const message = { text: t(`picker.own.${own}.text`) };
  if (own === "end") return { ...base, message };
  const group = (connections: Connection[]) => [{ id: newId("group"), connections }];
  if (own === "message") return { ...base, proxy: true, message, groups: group([way("")]) };
  if (own === "question") return { ...base, message, groups: group([way("")]) };
  if (own === "form") {
    const props = { fields: [{ name: "name", label: t("picker.own.form.field") }] };
    return { ...base, message: { ...message, widget: { type: "form", props } }, groups: group([way("")]) };
  }
  const buttons = [{ text: t("picker.own.buttons.first") }, { text: t("picker.own.buttons.second") }];
  const ways = buttons.map(({ text }) => ({
    ...way(""),
    rules: { condition: "AND", rules: [{ field: "message.text", operator: "equal", value: text }] },
  }));
  return { ...base, message: { ...message, buttons }, groups: group(ways) };
}

function way(to: string): Connection {
  return { id: newId("connection"), to };
}

async function presetParts(
  preset: PresetRead,
  document: BotDocument,
  position: Position,
  t: Translate,
): Promise<Parts> {
  const body = {
    preset_id: preset.id,
    key: freeKey(preset.id, document),
    config: starterConfig(preset, t),
    position,
    language: document.locale ?? "en",
  };
  const { steps, requests } = await unwrap(api.POST("/api/v1/presets/parts", { body }));
  return { steps: steps as unknown as Step[], requests: requests as unknown as RequestPart[] };
}

/** As the server numbers them: `ask_email1`, `ask_email2` … with nothing there that begins with it. */
function freeKey(preset: string, document: BotDocument): string {
  const ids = [...(document.steps ?? []), ...(document.requests ?? [])].map((part) => part.id);
  for (let number = 1; ; number += 1) {
    const key = `${preset}${number}`;
    if (!ids.some((id) => id === key || id.startsWith(`${key}_`))) return key;
  }
}

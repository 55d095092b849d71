import type { TFunction } from "i18next";
import type { Json, JsonObject } from "@/model/json";
import type { PresetRead } from "./entries";

/** Examples whose words an author would only have to delete; left out, the bot's language decides. */
const WORDS = new Set(["question", "text"]);

/** What a preset starts with: its example, with words in the author's language. */
export function starterConfig(preset: PresetRead, t: TFunction<"canvas">): Record<string, unknown> {
  const said = STARTERS[preset.id]?.(t);
  if (said !== undefined) return said;
  const required = requiredOf(preset.config as JsonObject);
  return Object.fromEntries(
    Object.entries(preset.example).filter(([key]) => required.has(key) || !WORDS.has(key)),
  );
}

type Starter = (t: TFunction<"canvas">) => JsonObject;

const STARTERS: Readonly<Record<string, Starter>> = {
  menu: (t) => ({ text: t("starters.choose"), options: two(t) }),
  ask_choice: (t) => ({ options: two(t), variable: "session.choice" }),
  ask_number: () => ({ variable: "session.number" }),
  ask_date: () => ({ variable: "session.date" }),
  if: () => ({
    rules: { condition: "AND", rules: [{ field: "message.text", operator: "is_not_empty", value: null }] },
  }),
  switch: (t) => ({
    variable: "message.text",
    cases: [{ value: t("starters.first") }, { value: t("starters.second") }],
  }),
  wait: () => ({ amount: 1, unit: "hours" }),
  request: () => ({ method: "GET", url: "https://", variable: "session.answer" }),
  code: () => ({ code: "async def main(message, variables):\n    return {}\n" }),
};

function two(t: TFunction<"canvas">): Json[] {
  return [{ text: t("starters.first") }, { text: t("starters.second") }];
}

function requiredOf(schema: JsonObject): ReadonlySet<string> {
  const required = schema["required"];
  return new Set(Array.isArray(required) ? required.map(String) : []);
}

import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { languageOf, type Language } from "@/i18n";

import { RUSSIAN } from "./russian";

type Worded = {
  name: string;
  description?: string | null;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
};

const OURS = "dbcv-"; // keys of the templates that come with DBCV begin so
const SAID = new Set(["title", "description"]);

/** A template as it is shown in the language; what its author wrote himself stays as he wrote it. */
export function inLanguage<T extends Worded>(key: string, template: T, language: Language): T {
  if (language === "en" || !key.startsWith(OURS)) return template;
  const { name, description, inputs, outputs } = template;
  return {
    ...template,
    name: word(name),
    ...(description && { description: word(description) }),
    ...(inputs && { inputs: worded(inputs) }),
    ...(outputs && { outputs: worded(outputs) }),
  };
}

/** `inLanguage` in the person's own. */
export function useTemplateWords(): <T extends Worded>(key: string, template: T) => T {
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language) ?? "en";
  return useCallback((key, template) => inLanguage(key, template, language), [language]);
}

function word(text: string): string {
  return RUSSIAN[text] ?? text;
}

/** Titles and descriptions of a JSON Schema, wherever in it they stand. */
function worded(schema: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      SAID.has(key) && typeof value === "string" ? word(value) : isRecord(value) ? worded(value) : value,
    ]),
  );
}

function isRecord(thing: unknown): thing is Record<string, unknown> {
  return typeof thing === "object" && thing !== null && !Array.isArray(thing);
}

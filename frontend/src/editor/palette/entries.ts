import type { TFunction } from "i18next";
import type { components } from "@/api/schema";
import type { TemplateDocument } from "@/model/document";

export type PresetRead = components["schemas"]["PresetRead"];
export type OwnKind = "message" | "question" | "buttons" | "form" | "end";
export type Family = "talk" | "ask" | "logic" | "work" | "templates";

/** Something a new step can be. */
export interface Entry {
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  readonly description: string;
  /** Other words it is looked for by. */
  readonly words?: string;
  readonly icon: string | null;
  readonly of:
    | { readonly kind: "own"; readonly own: OwnKind }
    | { readonly kind: "preset"; readonly preset: PresetRead }
    | { readonly kind: "template"; readonly template: TemplateDocument };
}

export const FAMILIES: readonly Family[] = ["talk", "ask", "logic", "work", "templates"];

const OWN: readonly OwnKind[] = ["message", "question", "buttons", "form", "end"];
/** Those of ours say the same in ordinary steps. */
const REPLACED = new Set(["message"]);

export function ownEntries(t: TFunction<"canvas">): readonly Entry[] {
  return OWN.map((own) => ({
    id: `own:${own}`,
    family: "talk",
    title: t(`picker.own.${own}.title`),
    description: t(`picker.own.${own}.description`),
    words: t(`picker.own.${own}.words`),
    icon: null,
    of: { kind: "own", own },
  }));
}

export function presetEntries(presets: readonly PresetRead[], language: string): readonly Entry[] {
  const isRussian = language === "ru";
  return presets
    .filter((preset) => !REPLACED.has(preset.id))
    .map((preset) => ({
      id: `preset:${preset.id}`,
      family: preset.family,
      title: isRussian ? preset.title_ru : preset.title,
      description: isRussian ? preset.description_ru : preset.description,
      icon: preset.icon,
      of: { kind: "preset", preset },
    }));
}

export function templateEntries(templates: readonly TemplateDocument[]): readonly Entry[] {
  return templates.map((template) => ({
    id: `template:${template.id}@${template.version}`,
    family: "templates",
    title: template.name ?? template.id,
    description: template.description ?? "",
    icon: null,
    of: { kind: "template", template },
  }));
}

export interface Fitting {
  /** It goes into a connection: what ends the conversation does not fit. */
  readonly isBetween: boolean;
}

export function fitting(entries: readonly Entry[], { isBetween }: Fitting): readonly Entry[] {
  return isBetween ? entries.filter((entry) => entry.id !== "own:end") : entries;
}

/** Every word of the query is somewhere in the title, the description or the other words; titles first. */
export function searched(entries: readonly Entry[], query: string): readonly Entry[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries;
  const rank = (entry: Entry) => {
    const title = entry.title.toLocaleLowerCase();
    if (words.every((word) => title.includes(word))) return 0;
    const all = `${title} ${entry.description.toLocaleLowerCase()} ${entry.words ?? ""} ${entry.id}`;
    return words.every((word) => all.includes(word)) ? 1 : 2;
  };
  return entries.filter((entry) => rank(entry) < 2).toSorted((one, other) => rank(one) - rank(other));
}

import { useTranslation } from "react-i18next";

import type { JsonObject } from "@/model/json";
import { useForm } from "./context";
import { shapeOf, type Shape } from "./shape";

export interface FieldText {
  readonly label: string;
  readonly description: string | undefined;
}

/** The words of a field in the person's language; a key without words is shown as words. */
export function useFieldText(shape: Shape, path: readonly string[]): FieldText {
  const { i18n } = useTranslation("values");
  const { wordsOf } = useForm();
  const own = wordsOf?.(path);
  const isRussian = i18n.language.startsWith("ru");
  const key = path.at(-1) ?? "";
  const title = (isRussian ? shape.title_ru : null) ?? shape.title;
  const description = (isRussian ? shape.description_ru : null) ?? shape.description;
  return {
    label: own?.title ?? title ?? spelt(key),
    description: own?.description ?? description ?? undefined,
  };
}

export function useChoices(shape: Shape): readonly { value: string; label: string }[] {
  const { i18n } = useTranslation("values");
  const isRussian = i18n.language.startsWith("ru");
  return (shape.choices ?? []).map(({ value, title, title_ru }) => ({
    value: JSON.stringify(value),
    label: (isRussian ? title_ru : null) ?? title ?? String(value),
  }));
}

/** `max_size` → "Max size". */
function spelt(key: string): string {
  const words = key.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function useShape(schema: JsonObject): Shape {
  const { root } = useForm();
  return shapeOf(schema, root);
}

import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { components } from "@/api/schema";

export type Preset = components["schemas"]["PresetRead"];

/** The presets there are, with words in the person's language. */
export function usePresets() {
  const { i18n } = useTranslation("inspector");
  const { data, error } = $api.useQuery("get", "/api/v1/presets/catalog", {}, { staleTime: Infinity });
  const isRussian = i18n.language.startsWith("ru");
  return {
    presets: data?.items ?? [],
    error,
    titleOf: (preset: Preset) => (isRussian ? preset.title_ru : preset.title),
    descriptionOf: (preset: Preset) => (isRussian ? preset.description_ru : preset.description),
  };
}

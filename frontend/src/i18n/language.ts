export const LANGUAGES = ["en", "ru"] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = "dbcv.language";

/** `ru-RU` → `ru`; null where it is none of ours. */
export function languageOf(tag: string | null | undefined): Language | null {
  const name = tag?.toLowerCase().split("-")[0];
  return LANGUAGES.find((one) => one === name) ?? null;
}

/** `known`: of the profile; else what was chosen in this browser, else what the browser asks for. */
export function wantedLanguage(known?: string | null): Language {
  const asked = [known, localStorage.getItem(KEY), ...navigator.languages];
  return asked.map(languageOf).find((one) => one !== null) ?? "en";
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}

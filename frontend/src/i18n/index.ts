import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import { LANGUAGES, keepLanguage, languageOf, wantedLanguage, type Language } from "./language";
import { read } from "./loading";

export { LANGUAGES, languageOf, type Language } from "./language";

/** Loaded before anything is shown; the others come with the page that asks for them. */
const SHELL = ["app", "ui", "errors"];

export const i18n = i18next.createInstance();

i18n.use(initReactI18next).use({ type: "backend", init: () => undefined, read });

/** `known`: the language of somebody signed in. */
export async function startI18n(known?: string | null): Promise<void> {
  await i18n.init({
    lng: wantedLanguage(known),
    fallbackLng: false,
    supportedLngs: LANGUAGES,
    ns: SHELL,
    defaultNS: "app",
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language();
}

export function language(): Language {
  return languageOf(i18n.language) ?? "en";
}

/** For now and for the next visit of this browser. */
export async function setLanguage(wanted: Language): Promise<void> {
  keepLanguage(wanted);
  await i18n.changeLanguage(wanted);
  document.documentElement.lang = wanted;
}

import { en } from "./en";
import { ru } from "./ru";

export type Messages = typeof en;
export type Word = keyof Messages;
export type LanguageCode = "en" | "ru";

const LANGUAGES: Record<LanguageCode, Messages> = { en, ru };

/** The first language we speak of those wanted, else English. */
export function chooseLanguage(wanted: readonly (string | null | undefined)[]): LanguageCode {
  const known = wanted.map((tag) => tag?.slice(0, 2).toLowerCase());
  return known.find((code) => code === "en" || code === "ru") ?? "en";
}

/** What the chat says in a language. */
export interface Language {
  code: LanguageCode;
  say(word: Word): string;
  day(date: Date): string;
  time(date: Date): string;
}

export function speak(code: LanguageCode): Language {
  const texts = LANGUAGES[code];
  const clock = new Intl.DateTimeFormat(code, { timeStyle: "short" });
  const calendar = new Intl.DateTimeFormat(code, { dateStyle: "full" });
  const day = (date: Date) => {
    const then = date.toDateString();
    const yesterday = new Date();
    if (then === yesterday.toDateString()) return texts.today;
    yesterday.setDate(yesterday.getDate() - 1);
    return then === yesterday.toDateString() ? texts.yesterday : calendar.format(date);
  };
  return { code, say: (word) => texts[word], day, time: (date) => clock.format(date) };
}

export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** The form of the language for so many. */
export function counted(code: LanguageCode, forms: Counted, n: number): string {
  const form = forms[new Intl.PluralRules(code).select(n)] ?? forms.other ?? "";
  return form.replace("{n}", String(n));
}

import { en } from "./en.js";
import { ru } from "./ru.js";

const LANGUAGES = { en, ru };

/** The first language we speak of those wanted, else English. */
export function chooseLanguage(wanted) {
  const asked = wanted ? [wanted] : navigator.languages;
  const known = asked.map((tag) => tag.slice(0, 2).toLowerCase());
  return known.find((code) => code in LANGUAGES) ?? "en";
}

/** What the chat says in a language: `say(key)`, `say(key, n)` for counted things, `day` and `time` of a Date. */
export function speak(language) {
  const texts = LANGUAGES[language];
  const plural = new Intl.PluralRules(language);
  const clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
  const calendar = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
  const withYear = new Intl.DateTimeFormat(language, { dateStyle: "long" });
  const say = (key, n) =>
    n === undefined ? texts[key] : texts[key][plural.select(n)].replace("{n}", n);
  const day = (date) => {
    const now = new Date();
    const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
    if (date.toDateString() === now.toDateString()) return say("today");
    if (date.toDateString() === yesterday.toDateString()) return say("yesterday");
    return (date.getFullYear() === now.getFullYear() ? calendar : withYear).format(date);
  };
  return { language, say, day, time: (date) => clock.format(date) };
}

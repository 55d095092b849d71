import { describe, expect, it } from "vitest";

import { languageOf } from "./language";

type Words = { [key: string]: Words | string };

const FILES = import.meta.glob<Words>("./locales/*/*.json", { eager: true, import: "default" });
const SOURCES = import.meta.glob<string>("/src/**/*.{ts,tsx}", {
  eager: true,
  query: "?raw",
  import: "default",
});

const NAMESPACES = [
  ...new Set(Object.keys(FILES).map((path) => path.split("/").at(-1)?.replace(".json", "") ?? "")),
];
const PLURALS = /_(zero|one|two|few|many|other)$/;

function words(language: string, namespace: string): Map<string, string> {
  return flat(FILES[`./locales/${language}/${namespace}.json`] ?? {});
}

function flat(node: Words, above = ""): Map<string, string> {
  const entries = Object.entries(node).flatMap(([key, value]) =>
    typeof value === "string" ? [[above + key, value] as const] : [...flat(value, `${above}${key}.`)],
  );
  return new Map(entries);
}

/** The name of a plural; null where it is none ("too_many" is a word). */
function pluralOf(key: string, found: Map<string, string>): string | null {
  const name = key.replace(PLURALS, "");
  return name !== key && found.has(`${name}_other`) ? name : null;
}

/** The keys, and of a plural its one name. */
const named = (found: Map<string, string>) =>
  [...new Set([...found.keys()].map((key) => pluralOf(key, found) ?? key))].sort();

const placeholders = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((found) => found[1]).sort();

describe.each(NAMESPACES)("the words of %s", (namespace) => {
  const en = words("en", namespace);
  const ru = words("ru", namespace);

  it("have the same keys in both languages", () => {
    expect(named(ru)).toEqual(named(en));
  });

  it("have every plural of their language", () => {
    const missing = (found: Map<string, string>, language: string) => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      const names = new Set(
        [...found.keys()].map((key) => pluralOf(key, found)).filter((one) => one !== null),
      );
      const wanted = [...names].flatMap((name) => pluralCategories.map((one) => `${name}_${one}`));
      return wanted.filter((key) => !found.has(key));
    };
    expect(missing(en, "en")).toEqual([]);
    expect(missing(ru, "ru")).toEqual([]);
  });

  it("name the same values in both languages", () => {
    const differing = [...en.keys()].filter(
      (key) =>
        ru.has(key) &&
        pluralOf(key, en) === null &&
        `${placeholders(en.get(key) ?? "")}` !== `${placeholders(ru.get(key) ?? "")}`,
    );
    expect(differing).toEqual([]);
  });

  it("are empty nowhere", () => {
    expect([...en, ...ru].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
  });
});

/** `t("key")` and `t("namespace:key")` of one file, with the namespaces it works with. */
function asked(source: string): { keys: string[]; namespaces: string[] } {
  const named = [...source.matchAll(/useTranslation\(\s*(?:\[([^\]]*)\]|("[^"]+"))/g)];
  const namespaces = named
    .flatMap((found) => [...(found[1] ?? found[2] ?? "").matchAll(/"([^"]+)"/g)])
    .map((one) => one[1] ?? "");
  const keys = [...source.matchAll(/\bt\(\s*"([^"]+)"/g)].map((found) => found[1] ?? "");
  return { keys, namespaces };
}

describe("what the sources say", () => {
  it("is there for every key that stands in them", () => {
    const unknown = Object.entries(SOURCES).flatMap(([path, source]) => {
      const { keys, namespaces } = asked(source);
      const known = new Set(namespaces.flatMap((one) => named(words("en", one))));
      const isKnown = (key: string) => {
        const [space, name] = key.split(":");
        return name === undefined ? known.has(key) : named(words("en", space ?? "")).includes(name);
      };
      return namespaces.length === 0
        ? []
        : keys.filter((key) => !isKnown(key)).map((key) => `${path}: ${key}`);
    });
    expect(unknown).toEqual([]);
  });
});

describe("a language tag", () => {
  it.each([
    ["ru-RU", "ru"],
    ["EN", "en"],
    ["de-DE", null],
    [null, null],
  ])("%s is %s", (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });
});

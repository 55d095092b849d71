import { beforeAll, describe, expect, it } from "vitest";

import { i18n } from "@/i18n";
import type { Json, JsonObject } from "@/model/json";
import { anyRuleSet, seeded } from "../testing/generate";
import { OPERATORS } from "./operators";
import { sentence } from "./sentence";

const rule = (field: string, operator: string, value?: Json, more: JsonObject = {}): JsonObject => {
  return value === undefined ? { field, operator, ...more } : { field, operator, value, ...more };
};
const all = (...rules: JsonObject[]): JsonObject => ({ condition: "AND", rules });
const any = (...rules: JsonObject[]): JsonObject => ({ condition: "OR", rules });

let en = i18n.getFixedT("en", "rules");
let ru = i18n.getFixedT("ru", "rules");
beforeAll(async () => {
  await i18n.loadNamespaces("rules");
  await i18n.loadLanguages("ru");
  en = i18n.getFixedT("en", "rules");
  ru = i18n.getFixedT("ru", "rules");
});

const ADULT = all(rule("user.age", "greater", 18), rule("user.locale", "equal", "ru"));

describe("a rule set in words", () => {
  it("reads like a sentence in both languages", () => {
    expect(sentence(ADULT, en)).toBe("age > 18 and language is ru");
    expect(sentence(ADULT, ru)).toBe("age > 18 и язык — ru");
  });

  it("says all of it where there is room", () => {
    const dated = all(
      rule("user.born", "less", "2000-01-01", { type: "date" }),
      rule("user.locale", "equal", "RU", { ignore_case: true }),
    );
    expect(sentence(dated, en, { full: true })).toBe(
      "user.born < 2000-01-01 (as a date) and user.locale is RU (upper and lower case alike)",
    );
  });

  it("says how much is left out where there is none", () => {
    const three = all(
      rule("user.age", "greater", 18),
      rule("user.locale", "equal", "ru"),
      rule("message.text", "is_not_empty"),
    );
    expect(sentence(three, en, { most: 28 })).toBe("age > 18 and 2 more");
    expect(sentence(three, ru, { most: 20 })).toBe("age > 18 и ещё 2");
    expect(sentence(three, en, { most: 6 })).toBe("age >…");
  });

  it("puts groups in brackets and negates them", () => {
    const nested = all(
      rule("user.age", "greater", 18),
      any(rule("a.b", "equal", 1), rule("a.c", "equal", 2)),
    );
    expect(sentence(nested, en)).toBe("age > 18 and (b is 1 or c is 2)");
    expect(sentence({ ...ADULT, not: true }, en)).toBe("not (age > 18 and language is ru)");
    expect(sentence({ ...ADULT, not: true }, ru)).toBe("не (age > 18 и язык — ru)");
  });

  it("says nothing where there is no rule, and “never” of an empty OR", () => {
    expect(sentence(null, en)).toBe("");
    expect(sentence({}, en)).toBe("");
    expect(sentence(all(), en)).toBe("");
    expect(sentence(any(), en)).toBe("never");
  });

  it("names values as a person would", () => {
    expect(sentence(rule("message.text", "equal", "yes, please"), en)).toBe("answer is “yes, please”");
    expect(sentence(rule("message.text", "equal", "да, хочу"), ru)).toBe("ответ — «да, хочу»");
    expect(sentence(rule("message.text", "equal", "{$session.wanted|upper$}"), en)).toBe("answer is wanted");
    expect(sentence(rule("user.locale", "in", "ru, en"), en)).toBe("language is one of: ru, en");
    expect(sentence(rule("user.locale", "in", "{$session.a|join:', '$}, en"), en)).toBe(
      "language is one of: a, en",
    );
    expect(sentence(rule("system.weekday", "equal", 1), ru)).toBe("день недели — понедельник");
    expect(sentence(rule("user.ok", "equal", true), en)).toBe("ok is yes");
    expect(sentence(rule("user.age", "between", [18, 30]), ru)).toBe("age от 18 до 30");
    expect(sentence(rule("user.age", "resembles", 5), en)).toBe("age resembles 5");
  });

  it("has words for every operator in both languages", () => {
    for (const { name } of OPERATORS) {
      for (const t of [en, ru]) {
        expect(sentence(rule("user.age", name, ["1", "2"]), t)).not.toContain("says.");
      }
    }
  });

  it("never fails, whatever is written", () => {
    for (let seed = 1; seed <= 1000; seed++) {
      expect(typeof sentence(anyRuleSet(seeded(seed)), en, { most: 60 })).toBe("string");
    }
  });
});

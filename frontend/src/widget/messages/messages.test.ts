import { describe, expect, it } from "vitest";
import { chooseLanguage, counted, speak } from ".";
import { FRAME_TEXTS } from "../frame/messages";
import { FAULT_TEXTS } from "../parts/faults";
import { LEFT, NEW_MESSAGES, PART_TEXTS, TOO_LONG_BY } from "../parts/messages";
import { en } from "./en";
import { ru } from "./ru";

describe("what the chat says", () => {
  it("has the same words in both languages, none of them empty", () => {
    for (const both of [{ en, ru }, PART_TEXTS, FAULT_TEXTS, FRAME_TEXTS]) {
      expect(Object.keys(both.ru)).toEqual(Object.keys(both.en));
      for (const text of [...Object.values(both.en), ...Object.values(both.ru)]) expect(text).toBeTruthy();
    }
  });

  it("has every plural form that Russian needs", () => {
    for (const forms of [NEW_MESSAGES.ru, LEFT.ru, TOO_LONG_BY.ru]) {
      for (const n of [1, 2, 5, 21, 112]) expect(counted("ru", forms, n)).toContain(String(n));
    }
    expect([1, 3, 11].map((n) => counted("ru", NEW_MESSAGES.ru, n))).toEqual([
      "1 новое сообщение",
      "3 новых сообщения",
      "11 новых сообщений",
    ]);
  });

  it("is in the first language it knows of those wanted", () => {
    expect(chooseLanguage(["de-DE", "ru-RU", "en"])).toBe("ru");
    expect(chooseLanguage([null, "", "fr"])).toBe("en");
    expect(speak("ru").day(new Date())).toBe("Сегодня");
  });
});

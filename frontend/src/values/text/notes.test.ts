import { describe, expect, it } from "vitest";

import { EMPTY_DOCUMENT } from "@/model/document";
import { gather } from "../known/gather";
import { mend, notesOf } from "./notes";

const known = gather({ ...EMPTY_DOCUMENT, variables: { city: "x" } });

describe("notes about a text", () => {
  it("say what was probably meant and mend it everywhere", () => {
    const text = "{$bot.ctiy$} and {$bot.ctiy|upper$}";
    const [note] = notesOf(text, known, false);
    expect(note).toMatchObject({ key: "unknown", found: "bot.ctiy", isWrong: false });
    expect(note && mend(text, note, known)).toBe("{$bot.city$} and {$bot.city|upper$}");
  });

  it("mend a filter and a scope", () => {
    const [note] = notesOf("{$user.name|uper$}", known, false);
    expect(note && mend("{$user.name|uper$}", note, known)).toBe("{$user.name|upper$}");
    const [other] = notesOf("{$usr.name$}", known, false);
    expect(other && mend("{$usr.name$}", other, known)).toBe("{$user.name$}");
  });

  it("leave a person alone who is still typing", () => {
    expect(notesOf("Hi {$user.na", known, true)).toEqual([]);
    expect(notesOf("Hi {$user.na", known, false)).toMatchObject([{ key: "unfinished" }]);
  });
});

import { describe, expect, it } from "vitest";
import { accented, contrast, readColour } from "./accent";

const GROUND = { light: "#f4f5f8", dark: "#1f232b" } as const;
const hex = (part: string) => Number(part).toString(16).padStart(2, "0");
const rgb = (css = "") => readColour("#" + (css.match(/\d+/g) ?? []).map(hex).join(""));

describe("an accent colour", () => {
  it("is read as #rgb or #rrggbb, and nothing else of it reaches a style", () => {
    expect(readColour(" #fA0 ")).toEqual([255, 170, 0]);
    for (const none of ["red", "#12345", "#12345g", "rgb(0 0 0)", "#fff;color:red", "", null, undefined]) {
      expect(accented(none, "light")).toEqual({});
    }
  });

  it("leaves what stands on it and beside it legible, whatever it is", () => {
    const parts = ["00", "55", "aa", "ff"];
    const all = parts.flatMap((r) => parts.flatMap((g) => parts.map((b) => `#${r}${g}${b}`)));
    for (const theme of ["light", "dark"] as const) {
      for (const colour of all) {
        const made = accented(colour, theme);
        const [accent, on, link] = ["--accent", "--on-accent", "--link"].map((name) => rgb(made[name]));
        const ground = readColour(GROUND[theme]);
        if (!accent || !on || !link || !ground) throw new Error(colour);
        expect(contrast(accent, on), colour).toBeGreaterThan(4.5);
        expect(contrast(link, ground), colour).toBeGreaterThan(4.5);
      }
    }
  });
});

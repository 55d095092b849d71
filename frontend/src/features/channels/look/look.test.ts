import { describe, expect, it } from "vitest";

import { isColour, lookOf, withLook } from "./look";

describe("the look of a channel", () => {
  it("is the usual one where nothing is kept", () => {
    const usual = { theme: "auto", position: "right", language: "auto", accent: "", greeting: "" };
    expect(lookOf({ settings: {} })).toEqual(usual);
  });

  it("is written without touching what else is kept", () => {
    const settings = { identity_required: true, accent: "#fff", start_message: "Hi" };
    const look = { ...lookOf({ settings }), theme: "dark" as const, accent: "", greeting: "  " };
    expect(withLook({ settings }, look)).toEqual({
      theme: "dark",
      position: "right",
      language: "auto",
      identity_required: true,
      accent: null,
      start_message: null,
    });
  });
});

describe("a colour", () => {
  it.each([
    ["#0a7d74", true],
    ["#FFF", true],
    ["#ff", false],
    ["red", false],
    ["#12345678", false],
  ])("%s: %s", (text, isOne) => {
    expect(isColour(text)).toBe(isOne);
  });
});

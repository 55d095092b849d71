import { describe, expect, it } from "vitest";

import { relative } from "./relative";

const NOW = new Date("2026-03-10T12:00:00Z");

describe("a moment", () => {
  it.each([
    ["2026-03-10T11:59:30Z", "en", "now"],
    ["2026-03-10T11:55:00Z", "en", "5 minutes ago"],
    ["2026-03-09T12:00:00Z", "en", "yesterday"],
    ["2026-03-10T15:00:00Z", "ru", "через 3 часа"],
    ["2024-03-10T12:00:00Z", "ru", "2 года назад"],
  ])("%s in %s is %s", (at, language, said) => {
    expect(relative(new Date(at), NOW, language)).toBe(said);
  });
});

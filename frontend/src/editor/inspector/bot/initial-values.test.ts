import { expect, it } from "vitest";
import { nameFault, textOf, valueOf } from "./initial-values";

it("every value reads back from its text as it was", () => {
  for (const value of [
    "",
    "a",
    "12",
    "true",
    "null",
    '"x"',
    "{",
    12,
    1.5,
    true,
    false,
    [1, "a"],
    { a: null },
  ]) {
    expect(valueOf(textOf(value))).toEqual(value);
  }
});

it("a name is letters of any script, digits, _ and -, and is there once", () => {
  expect(nameFault("сумма_1", [])).toBeNull();
  expect(nameFault("a.b", [])).toBe("form");
  expect(nameFault("a", ["a"])).toBe("taken");
});

it("a number that would lose a digit stays the text that was typed", () => {
  for (const typed of ["12345678901234567890", "9007199254740993", "1.50", "[12345678901234567890]"])
    expect(valueOf(typed)).toBe(typed);
  expect(valueOf('["12345678901234567890", 1.50]')).toEqual(["12345678901234567890", 1.5]);
});

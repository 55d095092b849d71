import { expect, it } from "vitest";
import { readValue } from "./readValue";

it("what is written is a value where it is JSON, and loses no digit", () => {
  expect(["5", "true", "[1, 2]", "null", "hello"].map(readValue)).toEqual([5, true, [1, 2], null, "hello"]);
  for (const text of ["12345678901234567890", "1.50", '{"id": 12345678901234567890}'])
    expect(readValue(text)).toBe(text);
});

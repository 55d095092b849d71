import { describe, expect, it } from "vitest";

import { convert, editedList, kindOf, parseJson } from "./kinds";

describe("a list", () => {
  it("keeps of what kind its other elements are when one comes or goes", () => {
    expect(editedList([1, "a", "2", 3], ["1", "2", "3"])).toEqual([1, "2", 3]);
    expect(editedList([1], ["1", "1"])).toEqual([1, "1"]);
    expect(editedList(["1"], ["1", "2"])).toEqual(["1", "2"]);
    expect(editedList([1, 2], [])).toEqual([]);
  });

  it("is written as JSON where a text and a number look the same", () => {
    expect(kindOf([1, "1"])).toBe("json");
    expect(kindOf([1, 1, "2"])).toBe("list");
  });
});

describe("a number with more digits than a browser holds", () => {
  it("stays a text", () => {
    expect(convert("12345678901234567890", "number")).toBe("12345678901234567890");
    expect(convert("1.50", "number")).toBe(1.5);
  });

  it("is not read from JSON", () => {
    expect(parseJson('{\n"id": 12345678901234567890}')).toEqual({ long: "12345678901234567890", line: 2 });
  });
});

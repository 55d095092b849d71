import { describe, expect, it } from "vitest";

import { isExact, isWrittenNumber, longNumber } from "./exact";

describe("numbers as they are written", () => {
  it("are numbers where they are written so again", () => {
    for (const text of ["0", "-5", "4.5", "9007199254740991"]) expect(isWrittenNumber(text), text).toBe(true);
    for (const text of ["1.50", "-0", "9007199254740993", "12345678901234567000", "0.30000000000000000001"])
      expect(isWrittenNumber(text), text).toBe(false);
  });

  it("are exact however they are written, if no digit is lost", () => {
    for (const text of ["1.50", "007", "1e3", "1E+2", "-0.10", "0.0", "1e21"])
      expect(isExact(text), text).toBe(true);
    for (const text of ["9007199254740993", "1e400", "0.1234567890123456789"])
      expect(isExact(text), text).toBe(false);
  });

  it("are looked for outside of texts", () => {
    expect(longNumber('{"a": "12345678901234567890", "b\\"1e999": [1, 2.50]}')).toBeNull();
    expect(longNumber('{"a": [1, 12345678901234567890]}')).toBe("12345678901234567890");
  });
});

import { expect, it } from "vitest";
import { readNumber } from "./numbers";

const say = (fault: string) => fault;

it("reads a number as people type it, a comma too", () => {
  expect(readNumber(" 1,5 ", {}, say)).toEqual({ value: 1.5 });
});

it("takes an empty text for none", () => {
  expect(readNumber("  ", { min: 1 }, say)).toEqual({ value: null });
});

it("says what is wrong with a number", () => {
  expect(readNumber("ten", {}, say)).toEqual({ fault: "notANumber" });
  expect(readNumber("1.5", { whole: true }, say)).toEqual({ fault: "notWhole" });
  expect(readNumber("0", { min: 0, aboveMin: true }, say)).toEqual({ fault: "tooSmall" });
  expect(readNumber("61", { max: 60 }, say)).toEqual({ fault: "tooLarge" });
});

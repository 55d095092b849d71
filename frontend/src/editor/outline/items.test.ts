import { describe, expect, it } from "vitest";
import type { BotDocument } from "@/model/document";
import { itemsOf } from "./items";

const bot: BotDocument = {
  dbcv: 1,
  kind: "bot",
  first_step: "b",
  steps: [
    { id: "a", name: "Bye", message: { text: "See you {$user.name$}" } },
    { id: "b", name: "Hello", groups: [{ id: "g", connections: [{ id: "c", to: "a" }] }] },
  ],
};
const keys = (open: boolean, query?: string) => itemsOf(bot, () => open, query).map((item) => item.key);

describe("the outline", () => {
  it("begins with the first step and shows ways below it", () => {
    expect(keys(true)).toEqual(["b", "b/c", "a"]);
  });

  it("hides ways of what is closed", () => {
    expect(keys(false)).toEqual(["b", "a"]);
  });

  it("finds steps by their names and words", () => {
    expect(keys(false, "see you")).toEqual(["a"]);
    expect(keys(false, "hel")).toEqual(["b"]);
    expect(keys(false, "nothing of that")).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";

import { letterOf } from "./letters";

describe("the link of a letter", () => {
  it.each([
    ["#reset=a%2Bb", { kind: "reset", token: "a+b" }],
    ["verify=abc", { kind: "verify", token: "abc" }],
    ["invitation=abc", { kind: "invitation", token: "abc" }],
    ["", { kind: "nothing", token: "" }],
    ["reset=", { kind: "nothing", token: "" }],
    ["constructor=abc", { kind: "nothing", token: "" }],
    ["reset=%E0%A4%A", { kind: "nothing", token: "" }],
  ])("%s is read as what it is for", (hash, letter) => {
    expect(letterOf(hash)).toEqual(letter);
  });
});

import { describe, expect, it } from "vitest";
import type { Step } from "@/model/document";
import { indexOf } from "@/model/index";
import { stepsDone } from "./firstSteps";

const done = (steps: readonly Step[], isTried = false, isPublished = false) => [
  ...stepsDone({ index: indexOf({ dbcv: 1, kind: "bot", steps }), isTried, isPublished }),
];
const leading = (to: string): Step => ({ id: "a", groups: [{ id: "g", connections: [{ id: "c", to }] }] });

describe("the first steps", () => {
  it("begin with nothing done", () => {
    expect(done([{ id: "a", message: { text: " " } }])).toEqual([]);
  });

  it("count a text that is written", () => {
    expect(done([{ id: "a", message: { text: "Hello" } }])).toEqual(["edit"]);
  });

  it("count a way that leads to a step, and none that leads nowhere", () => {
    expect(done([leading(""), { id: "b" }])).toEqual([]);
    expect(done([leading("b"), { id: "b" }])).toEqual(["connect"]);
  });

  it("count that it was tried and published", () => {
    expect(done([], true, true)).toEqual(["test", "publish"]);
  });
});

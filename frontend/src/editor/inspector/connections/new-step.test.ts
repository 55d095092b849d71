import { expect, it } from "vitest";
import type { BotDocument, Step } from "@/model/document";
import { newStep } from "./new-step";

function placed(steps: readonly Step[], from: string | null): unknown {
  const document: BotDocument = { dbcv: 1, kind: "bot", steps };
  const [add] = newStep(document, from, "Next").operations;
  return add?.op === "add" ? (add.value as Step).position : undefined;
}

it("a new step stands to the right of the one it is reached from, below what is there", () => {
  const from = { id: "from", position: { x: 100, y: 40 } };
  expect(placed([from], "from")).toEqual({ x: 460, y: 40 });
  expect(placed([from, { id: "taken", position: { x: 480, y: 50 } }], "from")).toEqual({ x: 460, y: 210 });
});

it("a new step that is reached from none, or from one with no place, stands beside the origin", () => {
  expect(placed([{ id: "from" }], "from")).toEqual({ x: 360, y: 0 });
  expect(placed([], null)).toEqual({ x: 360, y: 0 });
});

import { describe, expect, it } from "vitest";
import { noteNodeId } from "@/editor/canvas/flow/nodes";
import { shapeOf } from "@/editor/nodes/geometry";
import type { BotDocument } from "@/model/document";
import { arrange } from "./arrange";
import { diagramOf, placesOf } from "./diagram";

const document: BotDocument = {
  dbcv: 1,
  kind: "bot",
  first_step: "b",
  steps: [
    { id: "a", position: { x: 400, y: 0 }, message: { text: "A" } },
    {
      id: "b",
      position: { x: 0, y: 0 },
      groups: [{ id: "g", connections: [{ id: "c", to: "a" }] }],
    },
  ],
  notes: [
    { id: "n1", text: "about a", position: { x: 420, y: -120 } },
    { id: "n2", text: "about a too", position: { x: 420, y: 300 } },
  ],
};

describe("what is tidied", () => {
  it("begins with the first step", () => {
    expect(diagramOf(document).boxes.map(({ id }) => id)).toEqual(["b", "a"]);
  });

  it("gives a step room for the notes beside it", () => {
    const [b, a] = diagramOf(document).boxes;
    const [stepA, stepB] = document.steps ?? [];
    expect(b?.height).toBe(stepB && shapeOf(stepB).height);
    expect(a?.height).toBe(stepA && shapeOf(stepA).height + 240);
  });

  it("puts the notes above their step, one below the other", () => {
    const places = placesOf(document, arrange(diagramOf(document)));
    const [first, second] = [places[noteNodeId("n1")], places[noteNodeId("n2")]];
    const step = places["a"];
    expect([first?.x, second?.x]).toEqual([step?.x, step?.x]);
    expect([second?.y, step?.y]).toEqual([(first?.y ?? 0) + 120, (first?.y ?? 0) + 240]);
  });

  it("leaves nothing where there is nothing", () => {
    expect(placesOf({ dbcv: 1, kind: "bot" }, arrange(diagramOf({ dbcv: 1, kind: "bot" })))).toEqual({});
  });
});

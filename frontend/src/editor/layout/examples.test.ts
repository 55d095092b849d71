import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { NodeCache } from "@/editor/canvas/flow/nodeCache";
import type { BotDocument } from "@/model/document";

const FOLDER = join(import.meta.dirname, "../../../../examples");
const NAMES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const NONE = { steps: [], notes: [] };
/** Badges stand on the upper edge, counts below the lower one. */
const AIR = 16;

function read(name: string): BotDocument {
  return load(readFileSync(join(FOLDER, name, "bot.yaml"), "utf8")) as BotDocument;
}

/** Every node as it is drawn, notes and what is tried at any time among them: those that lie over one another. */
function overlaps(document: BotDocument): readonly string[] {
  const boxes = new NodeCache().nodesOf(document, NONE, new Map()).map(({ id, position, width, height }) => ({
    id,
    left: position.x,
    top: position.y,
    right: position.x + (width ?? 0) + AIR,
    bottom: position.y + (height ?? 0) + AIR,
  }));
  return boxes.flatMap((one, place) =>
    boxes
      .slice(place + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `${one.id} and ${other.id}`),
  );
}

describe("the examples", () => {
  it("are there", () => {
    expect(NAMES.length).toBeGreaterThan(0);
  });

  it.each(NAMES)("show every step of %s, none over another", (name) => {
    const document = read(name);
    expect(document.steps?.every((step) => step.position)).toBe(true);
    expect(overlaps(document)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import type { BotDocument, Step } from "@/model/document";
import { EdgeCache } from "./edges";
import { shapeOf } from "@/editor/nodes/geometry";
import { NodeCache } from "./nodeCache";
import { noteOf } from "./nodes";

const step = (id: string, to?: string): Step => ({
  id,
  position: { x: 0, y: 0 },
  groups: to ? [{ id: `g-${id}`, connections: [{ id: `c-${id}`, to }] }] : undefined,
});
const bot: BotDocument = { dbcv: 1, kind: "bot", first_step: "a", steps: [step("a", "b"), step("b")] };
const nobody = { steps: [], notes: [] };

describe("nodes of the canvas", () => {
  it("have their size before they are drawn", () => {
    for (const node of new NodeCache().nodesOf(bot, nobody, new Map())) {
      expect(node.measured).toEqual({ width: node.width, height: node.height });
      expect(node.handles?.length).toBeGreaterThan(0);
    }
  });

  it("stay the same objects where nothing of them changed", () => {
    const cache = new NodeCache();
    const before = cache.nodesOf(bot, nobody, new Map());
    const changed = { ...bot, steps: [bot.steps?.[0] ?? step("a"), { ...step("b"), name: "New" }] };
    const after = cache.nodesOf(changed, nobody, new Map());
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  it("are not drawn anew where they were only moved", () => {
    const cache = new NodeCache();
    const [before] = cache.nodesOf(bot, nobody, new Map());
    const moved = { ...bot.steps?.[0], id: "a", position: { x: 80, y: 20 } };
    const [after] = cache.nodesOf({ ...bot, steps: [moved, step("b")] }, nobody, new Map());
    expect(after?.position).toEqual({ x: 80, y: 20 });
    expect(after?.data).toEqual(before?.data);
    expect(shapeOf(moved)).toBe(shapeOf(bot.steps?.[0] ?? step("a")));
    const renamed = { ...moved, name: "New", position: { x: 0, y: 0 } };
    const [last] = cache.nodesOf({ ...bot, steps: [renamed, step("b")] }, nobody, new Map());
    expect(last?.data).toEqual({ step: renamed });
  });

  it("stay where a browser can draw them, whatever their document says", () => {
    const far = { x: 1e308, y: -1e308 };
    const lost = { ...bot, steps: [{ ...step("a"), position: far }], notes: [{ id: "n", position: far }] };
    for (const { position } of new NodeCache().nodesOf(lost, nobody, new Map())) {
      expect(position).toEqual({ x: 1_000_000, y: -1_000_000 });
    }
  });

  it("follow the hand while they are dragged", () => {
    const [node] = new NodeCache().nodesOf(bot, nobody, new Map([["a", { x: 40, y: 60 }]]));
    expect(node?.position).toEqual({ x: 40, y: 60 });
    expect(node?.dragging).toBe(true);
  });

  it("show notes under names that no step can have", () => {
    const noted = { ...bot, notes: [{ id: "a", text: "Ask" }] };
    const [note] = new NodeCache().nodesOf(noted, { steps: [], notes: ["a"] }, new Map());
    expect(noteOf(note?.id ?? "")).toBe("a");
    expect(note?.selected).toBe(true);
  });

  it("show groups of the bot itself left of everything", () => {
    const groups = [{ id: "m", connections: [{ id: "help", to: "b" }] }];
    const nodes = new NodeCache().nodesOf({ ...bot, groups }, nobody, new Map());
    expect(nodes.at(-1)?.position.x).toBeLessThan(0);
    expect(new EdgeCache().edgesOf({ ...bot, groups }, null).map((edge) => edge.id)).toEqual(["help", "c-a"]);
  });
});

describe("edges of the canvas", () => {
  it("leave out connections that lead nowhere", () => {
    const open = { ...bot, steps: [step("a", "gone"), step("b")] };
    expect(new EdgeCache().edgesOf(open, null)).toEqual([]);
  });

  it("are named by the steps they join, as those are called now", () => {
    const cache = new EdgeCache();
    const named = (name: string) => ({ ...bot, steps: [{ ...step("a", "b"), name }, step("b")] });
    expect(cache.edgesOf(named("Hello"), null)[0]?.ariaLabel).toBe("Hello → b");
    expect(cache.edgesOf(named("Welcome"), null)[0]?.ariaLabel).toBe("Welcome → b");
  });

  it("stay the same objects but for the one that is selected", () => {
    const cache = new EdgeCache();
    const [before] = cache.edgesOf(bot, null);
    expect(cache.edgesOf(bot, null)[0]).toBe(before);
    expect(cache.edgesOf(bot, "c-a")[0]?.selected).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import type { BotDocument } from "@/model/document";
import { apply } from "@/model/operations";
import { indexOf } from "@/model/index";
import { nearest } from "@/editor/canvas/directions";
import { isShown, viewOf, viewShowing } from "@/editor/canvas/bounds";
import { rowsOf } from "@/editor/nodes/rows";
import { aligned, nudged, spread } from "./aligning";
import { connecting } from "./connecting";
import { wayOn } from "./wayOn";

const bot: BotDocument = {
  dbcv: 1,
  kind: "bot",
  first_step: "ask",
  steps: [
    {
      id: "ask",
      message: { text: "?", buttons: [{ text: "Yes" }, { text: "No", value: "n" }] },
      groups: [{ id: "g", connections: [{ id: "else", to: "end" }] }],
    },
    { id: "end" },
    { id: "alone" },
  ],
};

function connected(step: string, handle: string, to: string): BotDocument {
  return apply(bot, connecting(indexOf(bot), { step, handle }, to));
}

describe("connecting", () => {
  it("gives a button a way of its own, before Otherwise", () => {
    const [ask] = connected("ask", "button:1", "alone").steps ?? [];
    expect(ask?.groups?.[0]?.connections).toMatchObject([
      { to: "alone", rules: { rules: [{ field: "message.text", operator: "equal", value: "n" }] } },
      { id: "else", to: "end" },
    ]);
    expect(ask && rowsOf(ask).map((row) => row.kind)).toEqual(["button", "button", "otherwise"]);
  });

  it("leads an existing connection elsewhere", () => {
    expect(connected("ask", "else", "alone").steps?.[0]?.groups?.[0]?.connections).toEqual([
      { id: "else", to: "alone" },
    ]);
  });

  it("does nothing where it leads there already", () => {
    expect(connecting(indexOf(bot), { step: "ask", handle: "else" }, "end")).toEqual([]);
  });

  it("makes the first group of a step that had none", () => {
    expect(connected("end", "open", "alone").steps?.[1]?.groups).toMatchObject([
      { connections: [{ to: "alone" }] },
    ]);
  });

  it("begins at the bot itself too", () => {
    const withGroups: BotDocument = {
      ...bot,
      groups: [{ id: "any", connections: [{ id: "help", to: "" }] }],
    };
    const operations = connecting(indexOf(withGroups), { step: null, handle: "help" }, "end");
    expect(apply(withGroups, operations).groups?.[0]?.connections?.[0]?.to).toBe("end");
  });
});

describe("where a step goes on", () => {
  it("is a button that leads nowhere yet", () => {
    expect(wayOn(indexOf(bot), "ask")).toEqual({ from: { step: "ask", handle: "button:0" }, into: null });
  });

  it("is between, where the only way is taken", () => {
    const plain: BotDocument = {
      ...bot,
      steps: [{ id: "ask", groups: [{ id: "g", connections: [{ id: "next", to: "end" }] }] }, { id: "end" }],
    };
    expect(wayOn(indexOf(plain), "ask").into).toBe("next");
  });

  it("is a new way from an end", () => {
    expect(wayOn(indexOf(bot), "end")).toEqual({ from: { step: "end", handle: "open" }, into: null });
  });
});

describe("aligning", () => {
  const boxes = new Map([
    ["a", { x: 0, y: 0, width: 100, height: 50 }],
    ["b", { x: 40, y: 200, width: 100, height: 90 }],
    ["c", { x: 300, y: 20, width: 100, height: 50 }],
  ]);

  it("shares an edge, and leaves out what is there", () => {
    expect(aligned(boxes, "left")).toEqual({ b: { x: 0, y: 200 }, c: { x: 0, y: 20 } });
    expect(aligned(boxes, "bottom")).toEqual({ a: { x: 0, y: 240 }, c: { x: 300, y: 240 } });
  });

  it("needs more than one step", () => {
    expect(aligned(new Map([...boxes].slice(0, 1)), "top")).toEqual({});
  });

  it("spreads the ones between", () => {
    expect(spread(boxes, "x")).toEqual({ b: { x: 150, y: 200 } });
  });

  it("moves all by the same", () => {
    expect(nudged(boxes, { x: 20, y: 0 })["c"]).toEqual({ x: 320, y: 20 });
  });
});

describe("going by direction", () => {
  const places = [
    { id: "here", x: 0, y: 0 },
    { id: "right", x: 400, y: 40 },
    { id: "far", x: 900, y: 0 },
    { id: "below", x: 20, y: 300 },
  ];
  const here = { id: "here", x: 0, y: 0 };

  it("finds the nearest there", () => {
    expect(nearest(here, places, "right")).toBe("right");
    expect(nearest(here, places, "down")).toBe("below");
  });

  it("stays at the edge", () => {
    expect(nearest(here, places, "left")).toBeNull();
  });
});

describe("the view", () => {
  const pane = { width: 1000, height: 800 };

  it("shows a whole box, not larger than it is", () => {
    const box = { x: -500, y: 100, width: 4000, height: 900 };
    const view = viewOf(box, pane);
    expect(isShown(box, view, pane)).toBe(true);
    expect(viewOf({ x: 0, y: 0, width: 10, height: 10 }, pane).zoom).toBe(1);
  });
});

describe("showing a step", () => {
  const pane = { width: 800, height: 600 };
  const view = { x: 0, y: 0, zoom: 1 };
  const box = { width: 264, height: 100 };

  it("moves no further than it takes", () => {
    expect(viewShowing({ ...box, x: 600, y: 200 }, view, pane)).toEqual({ x: -112, y: 0, zoom: 1 });
    expect(viewShowing({ ...box, x: 100, y: -100 }, view, pane)).toEqual({ x: 0, y: 148, zoom: 1 });
  });

  it("brings what is far away into the middle", () => {
    expect(viewShowing({ ...box, x: 5000, y: 200 }, view, pane)).toEqual({ x: 268 - 5000, y: 0, zoom: 1 });
  });

  it("shows the beginning of what is larger than the canvas", () => {
    const tall = { x: 100, y: 200, width: 264, height: 900 };
    expect(viewShowing(tall, view, pane)).toEqual({ x: 0, y: 48 - 200, zoom: 1 });
  });
});

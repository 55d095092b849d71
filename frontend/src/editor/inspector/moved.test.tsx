import { act } from "@testing-library/react";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";

import { i18n } from "@/i18n";
import type { Operation } from "@/model/operation";
import { EVERYTHING } from "./testing/everything";
import { openInspector } from "./testing/open";

const drawn = vi.hoisted(() => ({ fields: 0 }));

vi.mock("./editing/FieldFrame", async (original) => {
  const { FieldFrame } = await original<typeof import("./editing/FieldFrame")>();
  return {
    FieldFrame: (given: Parameters<typeof FieldFrame>[0]) => {
      drawn.fields += 1;
      return FieldFrame(given);
    },
  };
});

beforeAll(() => i18n.loadNamespaces(["inspector", "rules", "values"]));

const moved = (x: number): Operation => ({
  op: "set",
  path: ["steps", "all", "position"],
  value: { x, y: 2 },
});

/** Once something has been changed a document is as the server has it, in its order and without defaults. */
async function opened() {
  const inspector = openInspector(EVERYTHING, { selection: { steps: ["all"] } });
  inspector.change([moved(100)]);
  await vi.waitFor(() => expect(drawn.fields).toBeGreaterThan(0));
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
  drawn.fields = 0;
  return inspector;
}

beforeEach(() => {
  drawn.fields = 0;
});

it("no field of a step is drawn anew when the step is moved", async () => {
  const { change, document } = await opened();
  change([moved(500)]);
  expect(document().steps?.[0]?.position).toEqual({ x: 500, y: 2 });
  expect(drawn.fields).toBe(0);
}, 60_000);

it("they are when it says something else", async () => {
  const { change } = await opened();
  change([{ op: "set", path: ["steps", "all", "message", "text"], value: "Another" }]);
  expect(drawn.fields).toBeGreaterThan(0);
}, 60_000);

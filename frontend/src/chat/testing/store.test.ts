import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { openEditor } from "@/store/editor";
import { signsIn } from "@/testing/person";
import { testingOf } from "./store";

const waiting: (() => void)[] = [];

/** The server plays the test that waits longest. */
async function answered(): Promise<void> {
  await vi.waitFor(() => expect(waiting).not.toEqual([]));
  waiting.shift()?.();
}

beforeEach(() => {
  signsIn();
  vi.stubGlobal("fetch", async () => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return Response.json({ turns: [], differences: [], recorded: [] });
  });
});
afterEach(() => vi.unstubAllGlobals());

it("what was said in a conversation that is begun anew is not said in the next", async () => {
  const testing = testingOf(openEditor("b").store);
  testing.getState().begin();
  testing.getState().add({ user: "to the old one" });
  testing.getState().begin();
  testing.getState().add({ user: "to the new one" });
  await answered();
  await answered();
  await answered();
  await vi.waitFor(() => expect(testing.getState().isPlaying).toBe(false));
  expect(testing.getState().turns).toEqual([{ start: true }, { user: "to the new one" }]);
});

it("pinned answers are there again for who wrote them, and not for the next person of this browser", () => {
  const pin = { id: "1", kind: "http" as const, to: "GET https://x.example", answer: { body: "secret" } };
  testingOf(openEditor("b").store).getState().setPins([pin]);
  expect(testingOf(openEditor("b").store).getState().pins).toEqual([pin]);
  signsIn("grace");
  expect(testingOf(openEditor("b").store).getState().pins).toEqual([]);
});

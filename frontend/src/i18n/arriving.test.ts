import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { arriving } from "./arriving";

const gone = () => Promise.reject(new TypeError("Failed to fetch"));

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("waits for a part while there is no network, and asks at once when it is back", async () => {
  vi.stubGlobal("fetch", vi.fn(gone));
  const load = vi.fn<() => Promise<string>>().mockImplementationOnce(gone).mockResolvedValueOnce("part");
  const part = arriving(load);
  await vi.advanceTimersByTimeAsync(100);
  expect(load).toHaveBeenCalledTimes(1);

  dispatchEvent(new Event("online"));
  expect(await part).toBe("part");
});

it("asks again by itself while the server is away", async () => {
  vi.stubGlobal("fetch", vi.fn().mockResolvedValue({ ok: false }));
  const load = vi.fn<() => Promise<string>>().mockImplementationOnce(gone).mockResolvedValueOnce("part");
  const part = arriving(load);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await part).toBe("part");
});

it("tells of a part that is not there", async () => {
  vi.stubGlobal("fetch", vi.fn().mockResolvedValue({ ok: true }));
  await expect(arriving(gone)).rejects.toThrow("Failed to fetch");
});

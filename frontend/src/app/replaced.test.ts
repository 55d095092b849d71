import { expect, it, vi } from "vitest";

import { reloadWhenReplaced } from "./replaced";

it("loads the page anew where a part of it is gone, and neither goes on doing so nor does it without a server", async () => {
  const reload = vi.fn();
  let now = 1_000_000;
  let isThere = false;
  reloadWhenReplaced({ reload, now: () => now, isReached: () => Promise.resolve(isThere) });
  const missing = async () => {
    dispatchEvent(new Event("vite:preloadError"));
    await Promise.resolve();
  };

  await missing();
  expect(reload).not.toHaveBeenCalled();

  isThere = true;
  await missing();
  now += 5_000;
  await missing();
  expect(reload).toHaveBeenCalledTimes(1);

  now += 3_600_000;
  await missing();
  expect(reload).toHaveBeenCalledTimes(2);
});

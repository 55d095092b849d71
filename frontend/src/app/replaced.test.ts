import { expect, it, vi } from "vitest";

import { reloadWhenReplaced } from "./replaced";

it("loads the page anew where a part of it is gone, and does not go on doing so", () => {
  const reload = vi.fn();
  let now = 1_000_000;
  reloadWhenReplaced(reload, () => now);
  const missing = () => dispatchEvent(new Event("vite:preloadError"));

  missing();
  now += 5_000;
  missing();
  expect(reload).toHaveBeenCalledTimes(1);

  now += 3_600_000;
  missing();
  expect(reload).toHaveBeenCalledTimes(2);
});

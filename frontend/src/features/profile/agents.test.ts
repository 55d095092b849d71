import { describe, expect, it } from "vitest";

import { deviceOf } from "./agents";

describe("a device", () => {
  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"],
    [
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
      "Edge, Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1",
      "Safari, iOS",
    ],
    ["curl/8.9", "curl"],
    ["something", null],
    [null, null],
  ])("is named by what its browser says: %s", (agent, device) => {
    expect(deviceOf(agent)).toBe(device);
  });
});

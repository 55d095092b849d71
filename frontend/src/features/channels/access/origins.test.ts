import { describe, expect, it } from "vitest";

import { readOrigin } from "./origins";

describe("a site", () => {
  it.each([
    ["https://shop.example", "https://shop.example"],
    [" Shop.Example/ ", "https://shop.example"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["localhost:3000", "https://localhost:3000"],
    ["https://shop.example:443", "https://shop.example"],
    ["http://192.168.0.7:8080", "http://192.168.0.7:8080"],
    ["*", "*"],
  ])("%s is %s", (text, origin) => {
    expect(readOrigin(text)).toEqual({ origin });
  });

  it.each([
    ["https://shop.example/cart", "path"],
    ["https://shop.example/?a=1", "path"],
    ["ftp://shop.example", "scheme"],
    ["shop", "form"],
    ["two words.example", "form"],
    ["https://*.shop.example", "form"],
    ["https://me@shop.example", "form"],
    ["", "form"],
  ])("%s is none: %s", (text, fault) => {
    expect(readOrigin(text)).toEqual({ fault });
  });
});

import { describe, expect, it } from "vitest";

import { isWebAddress } from "./webAddress";

describe("an address that is posted to", () => {
  it.each(["https://shop.example/in", " http://shop.example:8080/a?b=c ", "HTTPS://пример.рф/путь"])(
    "is taken: %s",
    (text) => expect(isWebAddress(text)).toBe(true),
  );

  it.each([
    "shop.example",
    "ftp://shop.example",
    "https://",
    "https://ada:secret@shop.example",
    "https://shop.example/a b",
    "https://shop.example/a\u202eb",
    "https://shop.example/\r\nHost: other",
  ])("is refused: %j", (text) => expect(isWebAddress(text)).toBe(false));
});

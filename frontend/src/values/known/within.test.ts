import { expect, it } from "vitest";

import { gather } from "./gather";
import { withValues } from "./useVariables";
import { within } from "./within";

const BODY = { items: [{ price: 10, tags: ["a"] }, { price: 12 }], "a b": 1, total: 22 };

it("a value is known with all that is in it, of lists the first element", () => {
  expect(within("response.body", BODY)).toEqual({
    "response.body": BODY,
    "response.body.items": BODY.items,
    "response.body.total": 22,
    "response.body.items.0": BODY.items[0],
    "response.body.items.0.price": 10,
    "response.body.items.0.tags": ["a"],
    "response.body.items.0.tags.0": "a",
  });
});

it("so many paths at most are known of one value, the nearest", () => {
  const wide = Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`k${n}`, { inner: n }]));
  const found = Object.keys(within("response.body", wide));
  expect(found).toHaveLength(300);
  expect(found.at(-1)).toBe("response.body.k298");
});

it("what a service answered can be read and not be written", () => {
  const known = withValues(gather({ dbcv: 1, kind: "bot" }), within("response.body", BODY));
  expect(known.find(({ path }) => path === "response.body")).toMatchObject({ type: "object", value: BODY });
  expect(known.find(({ path }) => path === "response.body.items.0.price")).toMatchObject({
    type: "number",
    value: 10,
    origin: "seen",
    isWritable: false,
  });
});

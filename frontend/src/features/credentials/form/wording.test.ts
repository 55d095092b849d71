import { describe, expect, it } from "vitest";

import { unwrapped, worded, wrapped } from "./wording";

const WORDS: Readonly<Record<string, string>> = {
  "send_in.title": "Куда",
  "send_in.choices.header": "В заголовок",
};
const say = (key: string) => WORDS[key] ?? null;

describe("a schema of the catalogue", () => {
  it("gets words where there are some and keeps its own elsewhere", () => {
    const field = { enum: ["header", "query"], title: "Send In", description: "Where the key goes." };
    const schema = { type: "object", properties: { send_in: field } };
    expect(worded(schema, say)).toEqual({
      type: "object",
      properties: {
        send_in: {
          ...field,
          title: "Куда",
          oneOf: [
            { const: "header", title: "В заголовок" },
            { const: "query", title: "query" },
          ],
        },
      },
    });
  });

  it("of free names is drawn under one, and read back", () => {
    const schema = { type: "object", additionalProperties: { $ref: "#/$defs/SecretLine" } };
    expect(Object.keys(wrapped(schema).properties ?? {})).toEqual(["headers"]);
    expect(unwrapped(schema, { headers: { "X-Key": "v" } })).toEqual({ "X-Key": "v" });
    expect(unwrapped(schema, {})).toEqual({});
  });
});

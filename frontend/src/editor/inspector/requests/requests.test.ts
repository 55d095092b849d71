import { describe, expect, it } from "vitest";
import type { BotDocument, RequestPart } from "@/model/document";
import { apply } from "@/model/operations";
import { BODY_KINDS, bodyKind, changeBody } from "./operations";
import { faultAt, objectOf, pairsOf } from "./pairs";
import { typedValue, variablesOf } from "./tryout/variables";

const bot = (request: RequestPart): BotDocument => ({ dbcv: 1, kind: "bot", requests: [request] });
const changed = (request: RequestPart, ...args: Parameters<typeof changeBody>) =>
  apply(bot(request), changeBody(...args)).requests?.[0] as RequestPart;

describe("the body of a request", () => {
  it("becomes every kind from every kind, one at a time", () => {
    for (const from of BODY_KINDS) {
      const start = changed({ id: "r1" }, { id: "r1" }, from);
      for (const to of BODY_KINDS) {
        const after = changed(start, start, to);
        expect(bodyKind(after)).toBe(to);
        expect(["body", "form", "multipart", "file"].filter((key) => key in after).length).toBeLessThan(2);
      }
    }
  });

  it("keeps what is written between JSON and text", () => {
    const request: RequestPart = { id: "r1", body: { a: 1 } };
    const text = changed(request, request, "text");
    expect(text.body).toBe('{\n  "a": 1\n}');
    expect(changed(text, text, "json").body).toEqual({ a: 1 });
  });
});

describe("lines of names and values", () => {
  it("give back the object they came from", () => {
    const object = { "X.Kind": "1", n: 2, list: ["a"] };
    expect(objectOf(pairsOf(object))).toEqual(object);
  });

  it("are not kept while a name is there twice or missing", () => {
    const twice = [
      { name: "a", value: "1" },
      { name: "a", value: "2" },
    ];
    expect(objectOf(twice)).toBeNull();
    expect(faultAt(twice, 1)).toBe("twice");
    expect(objectOf([{ name: "", value: "x" }])).toBeNull();
    expect(objectOf([{ name: "", value: "" }])).toEqual({});
  });
});

describe("a try of a request", () => {
  it("asks for every variable once, but not for the time", () => {
    const request: RequestPart = {
      id: "r1",
      url: "https://x/{$session.item|upper$}",
      headers: { "X-Name": "{$ user.name $}" },
      body: [{ a: "{$session.item$} {$system.now$}" }],
    };
    expect(variablesOf(request)).toEqual(["session.item", "user.name"]);
  });

  it("reads lists and objects as JSON, all else as a text", () => {
    expect(typedValue('[1, "a"]')).toEqual([1, "a"]);
    expect(typedValue("12")).toBe("12");
    expect(typedValue("{not json")).toBe("{not json");
  });
});

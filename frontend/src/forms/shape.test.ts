import { describe, expect, it } from "vitest";

import type { JsonObject } from "@/model/json";
import { controlOf } from "./control";
import { faultOf } from "./faults";
import { withKey } from "./ObjectFields";
import { shapeOf } from "./shape";

const ROOT: JsonObject = {
  $defs: {
    Slot: { type: "string", pattern: "^\\{\\$.*\\$\\}$" },
    Flag: { anyOf: [{ type: "boolean" }, { $ref: "#/$defs/Slot" }] },
  },
};
const control = (schema: JsonObject) => controlOf(shapeOf(schema, ROOT));

describe("a field is drawn as what its schema says", () => {
  it.each<[JsonObject, string]>([
    [{ type: "string" }, "line"],
    [{ type: "string", maxLength: 65536 }, "text"],
    [{ anyOf: [{ type: "string" }, { type: "null" }], format: "text" }, "text"],
    [{ type: ["integer", "null"] }, "number"],
    [{ anyOf: [{ type: "integer" }, { type: "number" }, { type: "null" }] }, "number"],
    [{ $ref: "#/$defs/Flag", default: false }, "switch"],
    [{ enum: ["a", "b"] }, "choice"],
    [{ type: "string", oneOf: [{ const: "a", title: "A" }] }, "choice"],
    [{ type: "string", format: "variable" }, "writable"],
    [{ type: "object", format: "rules" }, "rules"],
    [{ type: "array", items: { type: "string" } }, "list"],
    [{ type: "object", properties: { a: {} } }, "object"],
    [{ type: "object", additionalProperties: { type: "string" } }, "map"],
    [{ type: "object", additionalProperties: true }, "any"],
    [{}, "any"],
  ])("%j as %s", (schema, drawn) => {
    expect(control(schema)).toBe(drawn);
  });

  it("knows where null and a variable may stand", () => {
    const flag = shapeOf({ $ref: "#/$defs/Flag" }, ROOT);
    expect([flag.hasSlot, flag.isNullable, flag.pattern]).toEqual([true, false, null]);
    expect(shapeOf({ anyOf: [{ type: "string" }, { type: "null" }] }, ROOT).isNullable).toBe(true);
  });
});

describe("a value of a form", () => {
  const shape = (schema: JsonObject) => shapeOf(schema, {});

  it("is judged as far as it can be", () => {
    expect(faultOf(undefined, shape({ type: "string" }), true)).toEqual({ key: "required" });
    expect(faultOf(undefined, shape({ type: "string" }), false)).toBeNull();
    expect(faultOf(0, shape({ type: "integer", minimum: 1 }), true)).toEqual({ key: "minimum", limit: 1 });
    expect(faultOf(1.5, shape({ type: "integer" }), true)).toEqual({ key: "whole" });
    expect(faultOf("x", shape({ type: "string", pattern: "^[0-9]+$" }), true)).toEqual({ key: "pattern" });
    expect(faultOf("{$session.x$}", shape({ type: "string", pattern: "^[0-9]+$" }), true)).toBeNull();
    expect(faultOf([], shape({ type: "array", minItems: 1 }), true)).toEqual({ key: "minItems", count: 1 });
  });

  it("is put where the schema has its key, and taken out without a trace", () => {
    const order = ["a", "b", "c"];
    expect(Object.keys(withKey({ a: 1, c: 3 }, "b", 2, order))).toEqual(["a", "b", "c"]);
    expect(Object.keys(withKey({ z: 0, a: 1 }, "c", 2, order))).toEqual(["z", "a", "c"]);
    expect(withKey({ a: 1, b: 2 }, "a", undefined, order)).toEqual({ b: 2 });
  });
});

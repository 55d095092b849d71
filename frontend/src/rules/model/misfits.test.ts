import { describe, expect, it } from "vitest";

import type { Json } from "@/model/json";
import { misfits } from "./misfits";
import { parse } from "./parse";
import { rulesIn } from "./walk";

function codes(operator: string, value?: Json, more: Record<string, Json> = {}): readonly string[] {
  const written = { field: "user.age", operator, ...(value === undefined ? {} : { value }), ...more };
  return [...rulesIn(parse(written))].flatMap(([, rule]) => misfits(rule).map(({ code }) => code));
}

describe("what does not fit in a rule", () => {
  it.each<[string, Json | undefined, Record<string, Json>, readonly string[]]>([
    ["equal", "x", {}, []],
    ["equal", null, {}, []],
    ["greater", "", {}, ["no_order"]],
    ["greater", null, {}, ["no_order"]],
    ["less", [1], {}, ["list_order"]],
    ["greater", true, { type: "boolean" }, ["boolean_order"]],
    ["equal", "abc", { type: "integer" }, ["not_integer"]],
    ["equal", "1.5", { type: "integer" }, ["not_integer"]],
    ["equal", "{$session.n$}", { type: "integer" }, []],
    ["in", "1, 2, x", { type: "double" }, ["not_double"]],
    ["in", " , ", {}, ["no_elements"]],
    ["in", [], {}, ["no_elements"]],
    ["between", 5, {}, ["pair"]],
    ["between", [5, 1], {}, ["outside"]],
    ["not_between", [5, 1], {}, []],
    ["between", ["", 2], {}, ["no_order"]],
    ["less", "31.01.2026", { type: "date" }, ["not_date"]],
    ["less", "2026-01-31", { type: "date" }, []],
    ["less", "2026-01-31 10:30+03:00", { type: "datetime" }, []],
    ["less", "25:00", { type: "time" }, ["not_time"]],
    ["begins_with", "x", { type: "integer" }, ["type_unused"]],
    ["contains", 5, { type: "integer" }, []],
    ["equal", 5, { type: "integer", ignore_case: true }, ["case_unused"]],
    ["matches", "(", {}, ["bad_pattern"]],
    ["matches", "(?i)^[a-z]+$", {}, []],
    ["matches", "{$session.pattern$}", {}, []],
    ["is_null", undefined, { type: "date" }, []],
    ["resembles", 1, {}, ["unknown_operator"]],
    ["equal", 1, { type: "money" }, ["unknown_type"]],
    ["greater_than", 1, {}, []],
  ])("%s %j %j", (operator, value, more, expected) => {
    expect(codes(operator, value, more)).toEqual(expected);
  });

  it("is told of the field too", () => {
    const of = (field: string) => codes("is_null", undefined, { field });
    expect(of("")).toEqual(["no_field"]);
    expect(of("age")).toEqual(["unknown_scope"]);
    expect(of("user age")).toEqual(["bad_path"]);
  });
});

import { describe, expect, it } from "vitest";

import type { JsonObject } from "@/model/json";
import { anyRuleSet, seeded } from "../testing/generate";
import { newRule, withOperator } from "./edits";
import { format } from "./format";
import { parse } from "./parse";
import * as tree from "./tree";
import { rulesIn } from "./walk";

const AGE: JsonObject = { id: "a", field: "user.age", operator: "greater_than", value: 18, data: { x: 1 } };

describe("a rule set that is read and written", () => {
  it("is the same, keys in their order, whatever it is", () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const rules = anyRuleSet(seeded(seed));
      expect(JSON.stringify(format(parse(rules))), `seed ${seed}`).toBe(JSON.stringify(rules));
    }
  });

  it("is the same after a change that is taken back", () => {
    for (let seed = 1; seed <= 500; seed++) {
      const rules = anyRuleSet(seeded(seed));
      const root = parse(rules);
      const added = newRule();
      const back = tree.remove(tree.append(root, added, root.id), added.id);
      if (root.isBare) continue;
      if (root.raw === null || root.raw.rules === undefined) expect(back.rules).toEqual([]);
      else expect(JSON.stringify(format(back)), `seed ${seed}`).toBe(JSON.stringify(rules));
    }
  });

  it("keeps all other rows as they are when one is changed", () => {
    for (let seed = 1; seed <= 500; seed++) {
      const root = parse(anyRuleSet(seeded(seed)));
      const [first] = rulesIn(root);
      if (!first) continue;
      const [, rule] = first;
      const changed = tree.change(root, rule.id, (part) =>
        part.kind === "rule" ? { ...part, field: "x.y" } : part,
      );
      const others = (whole: typeof root) => [...rulesIn(whole)].slice(1).map(([, one]) => one.raw);
      expect(others(parse(format(changed)))).toEqual(others(root));
    }
  });
});

describe("what is changed", () => {
  it("is written over what was there, other keys stay", () => {
    const root = parse({ condition: "and", rules: [AGE], flags: 1 });
    const [[, rule] = []] = rulesIn(root);
    const next = tree.change(root, rule?.id ?? "", (part) =>
      part.kind === "rule" ? withOperator(part, "is_null") : part,
    );
    expect(format(next)).toEqual({
      condition: "and",
      rules: [{ id: "a", field: "user.age", operator: "is_null", data: { x: 1 } }],
      flags: 1,
    });
  });

  it("makes a group of a bare rule only when it gets company", () => {
    const root = parse(AGE);
    expect(format(root)).toEqual(AGE);
    const two = tree.append(root, { ...newRule(), value: "x" }, root.id);
    expect(format(two)).toEqual({
      condition: "AND",
      rules: [AGE, { field: "message.text", operator: "equal", value: "x" }],
    });
  });

  it("writes a flag that is taken off by leaving it out", () => {
    const root = parse({ condition: "OR", not: true, rules: [] });
    expect(format({ ...root, not: false })).toEqual({ condition: "OR", rules: [] });
    expect(format({ ...parse(null), rules: [newRule()], not: true })).toMatchObject({
      condition: "AND",
      not: true,
    });
  });

  it("keeps a value as far as the new operator takes it", () => {
    const one = { ...newRule(), value: 5 };
    const pair = withOperator(one, "between");
    expect(pair.value).toEqual([5, ""]);
    expect(withOperator(pair, "less").value).toBe(5);
    expect(withOperator(one, "greater").value).toBe(5);
    expect(withOperator({ ...one, value: "a, b" }, "in").value).toBe("a, b");
    expect(withOperator({ ...one, operator: "in", value: ["a", "b"] }, "equal").value).toBe("a");
  });
});

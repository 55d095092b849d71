import { describe, expect, it } from "vitest";

import { i18n } from "@/i18n";
import { indexOf } from "@/model/index";

import { fieldName, valueName } from "../naming";
import { decidedBy, fieldsOf, isWritingOver, namesWith } from "./parts";
import type { Difference, PartConflict, ProposedPart } from "./types";

await i18n.loadNamespaces(["versions", "rules"]);
await i18n.changeLanguage("en");

const STEP = {
  id: "more",
  name: "More",
  position: { x: 1, y: 2 },
  message: { text: "More?", buttons: [{ text: "Yes" }] },
  groups: [
    { id: "g", type: "code", code: "pass", connections: [{ id: "c", to: "more", set: [{ variable: "n" }] }] },
  ],
};

function part(id: string, more: Partial<ProposedPart> = {}): ProposedPart {
  return {
    part: `steps.${id}`,
    kind: "step",
    id,
    name: "",
    how: "changed",
    moved: false,
    after: null,
    fields: [],
    whole: null,
    needs: [],
    needed_by: [],
    conflicts: [],
    ...more,
  };
}

function difference(parts: ProposedPart[], conflicts_known = true): Difference {
  return {
    revision: 1,
    base_revision: 1,
    draft_revision: 2,
    counts: { added: 0, removed: 0, changed: 0, moved: 0 },
    parts,
    conflicts_known,
    conflicts_left_out: false,
  };
}

const CHAIN = difference([
  part("a", { needs: ["steps.b"] }),
  part("b", { needs: ["steps.c"], needed_by: ["steps.a"] }),
  part("c", { needs: ["steps.b"], needed_by: ["steps.b"] }),
  part("d"),
]);
const ids = (parts: ProposedPart[]) => parts.map((one) => one.id).join("");

describe("a decision on a proposal", () => {
  it("to accept takes along what the parts need, however far and in circles", () => {
    expect(ids(decidedBy(CHAIN, { verb: "accept", parts: ["steps.a"] }))).toBe("abc");
    expect(ids(decidedBy(CHAIN, { verb: "accept", parts: ["steps.d"] }))).toBe("d");
  });

  it("to reject takes along what needs the parts", () => {
    expect(ids(decidedBy(CHAIN, { verb: "reject", parts: ["steps.c"] }))).toBe("abc");
    expect(ids(decidedBy(CHAIN, { verb: "reject", parts: ["steps.a"] }))).toBe("a");
  });

  it("is about all where no part is chosen, and about none that is gone", () => {
    expect(ids(decidedBy(CHAIN, { verb: "reject", parts: null }))).toBe("abcd");
    expect(ids(decidedBy(CHAIN, { verb: "accept", parts: ["steps.gone"] }))).toBe("");
  });

  it("writes over what others did where a part of it met that, or where nobody knows", () => {
    const conflict: PartConflict = { code: "change:conflict", is_cut: false };
    const met = difference([part("a", { conflicts: [conflict] }), part("b")]);

    expect(isWritingOver(met, met.parts)).toBe(true);
    expect(isWritingOver(met, met.parts.slice(1))).toBe(false);
    expect(isWritingOver(difference([part("b")], false), [part("b")])).toBe(true);
  });
});

describe("a part of a proposal", () => {
  it("that is new is told whole, its code and ways included", () => {
    const told = fieldsOf(part("more", { how: "added", whole: STEP }));
    const words = {
      t: i18n.getFixedT(null, "versions"),
      rules: i18n.getFixedT(null, "rules"),
      index: namesWith(indexOf({ dbcv: 1, kind: "bot" }), [part("more", { whole: STEP })]),
    };

    expect(told.every(({ before }) => before === null)).toBe(true);
    expect(told.map(({ path, after }) => [fieldName(path, words), valueName(path, after, words)])).toEqual([
      ["Text", "More?"],
      ["Buttons", "Yes"],
      ["Type", "code"],
      ["Code", "pass"],
      ["Way “→ More” › Leads to", "More"],
      ["Way “→ More” › Variables it writes", "n ="],
    ]);
  });

  it("that goes is told as what was there, and one that changes by what changed", () => {
    expect(fieldsOf(part("more", { how: "removed", whole: { id: "more", note: "Old" } }))).toEqual([
      { path: "steps.more.note", before: "Old", after: null },
    ]);
    const fields = [{ path: "steps.a.name", before: "A", after: "B" }];
    expect(fieldsOf(part("a", { fields }))).toEqual(fields);
  });
});

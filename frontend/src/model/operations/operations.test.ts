import { describe, expect, it } from "vitest";

import type { BotDocument } from "../document";
import { renameVariable } from "../commands";
import { isObject, same } from "../json";
import type { Operation } from "../operation";
import cases from "./cases.json";
import { apply, ChangeRefused, inverse, perform, Touched, touchedBy, valueAt } from "./index";

const document = cases.document as unknown as BotDocument;

interface Expected {
  refused?: string;
  changed?: Record<string, unknown>;
  inverse?: Operation[];
  touched?: string[][];
  ids?: (string | null)[];
}

describe("the editor does as the server does", () => {
  for (const { name, operations, outcome } of cases.cases) {
    it(name, () => {
      const expected = outcome as Expected;
      const done = attempt(document, operations as unknown as Operation[]);
      if (expected.refused !== undefined) {
        expect(refusalOf(done)).toBe(expected.refused === cases.by_schema ? null : expected.refused);
        return;
      }
      if (done instanceof ChangeRefused) throw done;
      expect(withoutNulls({ ...document, ...expected.changed })).toEqual(done.document);
      expect(plain(done.inverse)).toEqual(expected.inverse);
      expect(done.touched).toEqual(expected.touched);
      expect(done.ids).toEqual(expected.ids);
      expect(apply(done.document, done.inverse)).toEqual(document);
      expect(inOrder(apply(done.document, done.inverse))).toBe(inOrder(document));
    });
  }

  for (const [seed, walk] of cases.walks.entries()) {
    it(`any changes one after another, ${seed}`, () => {
      let now = document;
      for (const { operations, refused } of walk.changes) {
        const done = attempt(now, operations as unknown as Operation[]);
        expect(refusalOf(done)).toBe(refused === cases.by_schema ? null : refused);
        if (done instanceof ChangeRefused || refused !== null) continue;
        expect(apply(done.document, done.inverse)).toEqual(now);
        expect(inOrder(apply(done.document, done.inverse))).toBe(inOrder(now));
        now = done.document;
      }
      expect(now).toEqual(walk.document);
    });
  }
});

describe("variables keep the order their author gave them", () => {
  const from = { ...document, variables: { a: 1, b: 2, c: 3 } };
  const keysAfter = (operations: Operation[]) => Object.keys(apply(from, operations).variables ?? {});

  it.each([...subsetsOf(["a", "b", "c"])].flatMap((names) => [names, names.toReversed()]))(
    "when some are taken away and that is undone: %s %s %s",
    (...names) => {
      for (const op of ["remove", "set"] as const) {
        const operations = names.map((name): Operation => ({ op, path: ["variables", name] }));
        const done = perform(from, operations);
        expect(JSON.stringify(apply(done.document, done.inverse).variables)).toBe('{"a":1,"b":2,"c":3}');
        expect(done.inverse).toEqual(inverse(from, operations));
      }
    },
  );

  it("when one is put where it belongs", () => {
    expect(keysAfter([{ op: "set", path: "variables.z", value: 0, after: "a" }])).toEqual([
      "a",
      "z",
      "b",
      "c",
    ]);
    expect(keysAfter([{ op: "set", path: "variables.z", value: 0, after: null }])[0]).toBe("z");
    expect(keysAfter([{ op: "set", path: "variables.z", value: 0, after: "gone" }])[3]).toBe("z");
    expect(keysAfter([{ op: "set", path: "variables.a", value: 0, after: "c" }])).toEqual(["a", "b", "c"]);
    expect(keysAfter([{ op: "set", path: "variables.__proto__", value: 0, after: "a" }])[1]).toBe(
      "__proto__",
    );
  });

  it("when one gets another name, and when that is undone", () => {
    const done = perform(from, renameVariable(from, "bot.b", "bot.z")?.operations ?? []);

    expect(Object.keys(done.document.variables ?? {})).toEqual(["a", "z", "c"]);
    expect(Object.keys(apply(done.document, done.inverse).variables ?? {})).toEqual(["a", "b", "c"]);
  });
});

describe("paths that were touched", () => {
  it("are never told narrower from the history than they were", () => {
    for (const { operations, outcome } of cases.cases) {
      const told = operations.flatMap((one) => touchedBy(one as unknown as Operation));
      for (const path of (outcome as Expected).touched ?? []) {
        const covers = told.some((one) => one.every((segment, at) => path[at] === segment));
        expect(covers, `${path.join(".")} in ${JSON.stringify(told)}`).toBe(true);
      }
    }
  });

  it("meet where one is inside the other", () => {
    const theirs = new Touched([
      ["steps", "a", "message", "text"],
      ["steps", "b"],
      ["steps", "c", "#place"],
    ]);
    expect(theirs.meets(["steps", "a", "message", "text"])).toBe(true);
    expect(theirs.meets(["steps", "a"])).toBe(true);
    expect(theirs.meets(["steps", "b", "groups", "g"])).toBe(true);
    expect(theirs.meets(["steps", "c"])).toBe(true);
    expect(theirs.meets(["steps", "c", "name"])).toBe(false);
    expect(theirs.meets(["steps", "a", "message", "buttons"])).toBe(false);
    expect(theirs.meets(["steps", "d"])).toBe(false);
  });
});

describe("a change", () => {
  it("leaves the document as it was and shares what it did not touch", () => {
    const before = structuredClone(document);
    const after = apply(document, [{ op: "set", path: "steps.right.message.text", value: "Yes" }]);

    expect(document).toEqual(before);
    expect(after.steps?.[0]).toBe(document.steps?.[0]);
    expect(after.requests).toBe(document.requests);
    expect(after.steps?.[1]).not.toBe(document.steps?.[1]);
  });

  it("keeps keys it does not know", () => {
    const strange = {
      ...document,
      future: { a: 1 },
      steps: [{ id: "a", later: [1], message: { text: "x", mood: 1 } }],
    };
    const after = apply(strange as unknown as BotDocument, [
      { op: "set", path: "steps.a.message.text", value: "y" },
    ]);

    expect(after).toEqual({ ...strange, steps: [{ id: "a", later: [1], message: { text: "y", mood: 1 } }] });
  });

  it("takes a key that an object has already of another kind as any other", () => {
    const after = apply(document, [{ op: "set", path: "variables.__proto__", value: { x: 1 } }]);

    expect(Object.getPrototypeOf(after.variables)).toBe(Object.prototype);
    expect(valueAt(after, ["variables", "__proto__"])).toEqual({ x: 1 });
    expect(() => apply(document, [{ op: "set", path: "variables.constructor", value: 1 }])).not.toThrow();
  });

  it("is undone by its inverse", () => {
    const operations: Operation[] = [{ op: "remove", path: "steps.hello" }];

    expect(apply(apply(document, operations), inverse(document, operations))).toEqual(document);
  });
});

function* subsetsOf(names: readonly string[]): Generator<string[]> {
  for (let bits = 1; bits < 2 ** names.length; bits++) yield names.filter((_, at) => bits & (2 ** at));
}

// Whose keys an author gives. All others are written in an order of the server's own.
const MAPS = new Set(["variables", "headers", "query", "props", "params", "config", "inputs", "outputs"]);

/** The document as text: in maps keys stand where they stand. */
function inOrder(value: unknown, isMap = false): string {
  if (Array.isArray(value)) return `[${value.map((one) => inOrder(one, isMap)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = isMap ? Object.keys(value) : Object.keys(value).sort();
  return `{${keys.map((key) => `${key}:${inOrder(value[key], isMap || MAPS.has(key))}`).join()}}`;
}

function attempt(from: BotDocument, operations: readonly Operation[]) {
  try {
    return perform(from, operations);
  } catch (refused) {
    if (refused instanceof ChangeRefused) return refused;
    throw refused;
  }
}

function refusalOf(done: unknown): string | null {
  return done instanceof ChangeRefused ? done.code : null;
}

function withoutNulls(of: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== null));
}

function plain(operations: readonly Operation[]): unknown {
  return JSON.parse(JSON.stringify(operations));
}

it("values are the same whatever the order of their keys", () => {
  expect(same({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true);
  expect(same({ a: undefined }, {})).toBe(false);
  expect(same([1], { 0: 1 })).toBe(false);
});

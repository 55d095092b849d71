import { readFileSync } from "node:fs";

import { expect, it } from "vitest";

import { atLines } from "./issues";
import { MODULES } from "./words";

const NOT_OFFERED = ["__future__", "abc"]; // nobody needs them here

it("the modules offered are those the sandbox allows", () => {
  const source = readFileSync("../backend/app/sandbox/inside/modules.py", "utf8");
  const listed = /^ALLOWED = \(([^)]*)\)/m.exec(source)?.[1] ?? "";
  const allowed = [...listed.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
  expect([...MODULES, ...NOT_OFFERED].toSorted()).toEqual(allowed.toSorted());
});

it("an issue stands at the line it names, within the code", () => {
  const issue = (message: string, line?: number) => ({
    message,
    message_ru: "по-русски",
    severity: "error" as const,
    line,
  });
  expect(atLines([issue("cannot be read (line 3): x")], "en", 5)).toMatchObject([{ line: 3 }]);
  expect(atLines([issue("no words"), issue("far", 99)], "ru", 5)).toEqual([
    { line: 1, message: "по-русски", severity: "error" },
    { line: 5, message: "по-русски", severity: "error" },
  ]);
});

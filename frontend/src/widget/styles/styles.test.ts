import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const WIDGET = "src/widget";

const read = (folder: string, kind: RegExp): string[] =>
  readdirSync(join(WIDGET, folder))
    .filter((name) => kind.test(name))
    .map((name) => readFileSync(join(WIDGET, folder, name), "utf8"));

const sources = [".", "parts"].flatMap((folder) => read(folder, /(?<!\.test)\.ts$/));
const sheets = read("styles", /\.css$/).join("\n");
const worn = sources.flatMap((source) =>
  [...source.matchAll(/class: "([^"]+)"/g)].flatMap((found) => found[1]?.split(" ") ?? []),
);

it("dresses every element that has a class", () => {
  expect(worn.length).toBeGreaterThan(30);
  expect([...new Set(worn)].filter((name) => !new RegExp(`\\.${name}(?![\\w-])`).test(sheets))).toEqual([]);
});

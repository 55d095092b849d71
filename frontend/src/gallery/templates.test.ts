import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { inLanguage } from "./templates";
import { RUSSIAN } from "./russian";

const FOLDER = "../backend/app/authoring/gallery";
const SAYING = /(?:^|[{,])\s*(?:name|title|description): (?:"([^"]*)"|([^,}\n]*))/gm;

/** What stands above the steps of a document: its own words, and those of its inputs and outputs. */
const heads = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => readFileSync(`${FOLDER}/${file}`, "utf8").split("\nsteps:")[0] ?? "");

describe("templates that come with DBCV", () => {
  it("say all they say in Russian as well", () => {
    const said = heads.flatMap((head) =>
      [...head.matchAll(SAYING)].map((found) => (found[1] ?? found[2] ?? "").trim()),
    );
    expect(said.length).toBeGreaterThan(50);
    expect([...new Set(said)].filter((text) => !(text in RUSSIAN))).toEqual([]);
  });

  const template = {
    name: "Ask for a date",
    description: "",
    inputs: { properties: { title: { type: "string", title: "Question", default: "Question" } } },
  };

  it("are shown in the person's language, down to the titles of what they take", () => {
    expect(inLanguage("dbcv-ask-date", template, "ru")).toEqual({
      name: "Спросить дату",
      description: "",
      inputs: { properties: { title: { type: "string", title: "Вопрос", default: "Question" } } },
    });
    expect(inLanguage("dbcv-ask-date", template, "en")).toBe(template);
  });

  it("are told apart from those people made", () => {
    expect(inLanguage("our-date", template, "ru")).toBe(template);
  });
});

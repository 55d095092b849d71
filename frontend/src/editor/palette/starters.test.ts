import { beforeAll, expect, it } from "vitest";
import { i18n } from "@/i18n";
import type { BotDocument } from "@/model/document";
import { ownEntries, searched } from "./entries";
import { partsOf } from "./parts";

const EMPTY: BotDocument = { dbcv: 1, kind: "bot", steps: [] };
const words = (language: string) => i18n.getFixedT(language, "canvas");

beforeAll(async () => {
  await i18n.loadNamespaces("canvas");
  await i18n.loadLanguages("ru");
});

it.each([
  ["en", "form", "own:form"],
  ["en", "survey", "own:form"],
  ["en", "timeout", "own:question"],
  ["en", "photo", "own:message"],
  ["ru", "анкета", "own:form"],
  ["ru", "напоминание", "own:question"],
])("in %s whoever looks for %s finds a step that does it", (language, asked, found) => {
  expect(searched(ownEntries(words(language)), asked).map((entry) => entry.id)).toContain(found);
});

it("a form waits for what is filled in", async () => {
  const entry = ownEntries(words("en")).find((one) => one.id === "own:form");
  if (entry === undefined) throw new Error("no form");
  const { steps } = await partsOf(entry, EMPTY, { x: 0, y: 0 }, words("en"));
  expect(steps).toMatchObject([
    {
      name: "Form",
      message: { widget: { type: "form", props: { fields: [{ name: "name", label: "Your name" }] } } },
      groups: [{ connections: [{ to: "" }] }],
    },
  ]);
  expect(steps[0]?.proxy).toBeUndefined();
});

import { describe, expect, it } from "vitest";

import { i18n } from "@/i18n";
import { indexOf } from "@/model/index";

import { fieldName, valueName, type Words } from "./naming";

await i18n.loadNamespaces(["versions", "rules"]);
await i18n.changeLanguage("en");

const index = indexOf({
  dbcv: 1,
  kind: "bot",
  name: "Small",
  steps: [
    {
      id: "hello",
      groups: [
        {
          id: "g1",
          connections: [
            { id: "c1", name: "yes", to: "bye" },
            { id: "c2", to: "bye" },
          ],
        },
      ],
    },
    { id: "bye", name: "Good-bye" },
  ],
});
const words: Words = {
  t: i18n.getFixedT(null, "versions"),
  rules: i18n.getFixedT(null, "rules"),
  index,
};

describe("a difference in words", () => {
  it("names places as the editor does, and ways by their names or where they lead", () => {
    expect(fieldName("steps.hello.message.text", words)).toBe("Text");
    expect(fieldName("steps.hello.groups.g1.connections.c1.rules", words)).toBe("Way “yes” › Rules");
    expect(fieldName("steps.hello.groups.g1.connections.c2.to", words)).toBe("Way “→ Good-bye” › Leads to");
    expect(fieldName("steps.hello.groups.g1.connections.c1.rules.rules.0.field", words)).toBe(
      "Way “yes” › Rules › no. 1 › What is compared",
    );
    expect(fieldName("variables", words)).toBe("Variables");
    expect(fieldName("steps.hello.unheard_of", words)).toBe("unheard_of");
  });

  it("tells values as they are read: texts, steps by name, rules as sentences, lists line by line", () => {
    const rules = { condition: "AND", rules: [{ field: "message.text", operator: "equal", value: "4" }] };
    expect(valueName("steps.hello.message.text", "Hi", words)).toBe("Hi");
    expect(valueName("steps.hello.groups.g1.connections.c1.to", "bye", words)).toBe("Good-bye");
    expect(valueName("steps.hello.groups.g1.connections.c1.rules", rules, words)).toBe("answer is 4");
    expect(valueName("steps.hello.message.buttons", [{ text: "Yes" }, { text: "No" }], words)).toBe(
      "Yes\nNo",
    );
    expect(valueName("steps.hello.groups.g1.connections.c9", { id: "c9", rules, to: "bye" }, words)).toBe(
      "answer is 4 → Good-bye",
    );
    expect(valueName("x.set", [{ variable: "session.n", op: "add", value: 1 }], words)).toBe(
      "session.n add 1",
    );
  });
});

import { expect, it } from "vitest";

import { fieldsOfSchema } from "./schemaFields";

it("names properties in their order, with their types and what they are for", () => {
  const schema = {
    type: "object",
    properties: {
      options: { type: "array", description: "Two to six texts." },
      question: { type: ["string", "null"], title: "Question" },
    },
    required: ["options"],
  };
  expect(fieldsOfSchema(schema)).toEqual([
    { name: "options", type: "array", description: "Two to six texts.", isRequired: true },
    { name: "question", type: "string, null", description: "Question", isRequired: false },
  ]);
});

it("finds nothing in a schema that says nothing, whatever its keys hold", () => {
  expect(fieldsOfSchema({})).toEqual([]);
  expect(fieldsOfSchema({ properties: null, required: "all" })).toEqual([]);
  expect(fieldsOfSchema({ properties: { odd: true } })).toEqual([
    { name: "odd", type: "", description: "", isRequired: false },
  ]);
});

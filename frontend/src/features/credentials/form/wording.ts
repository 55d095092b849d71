import { isObject, type JsonObject } from "@/model/json";

/** The schema of the catalogue with words in the person's language, which it has none of itself. */
export type Say = (key: string) => string | null;

/** `say("send_in.title")`, `say("send_in.hint")`, `say("send_in.choices.header")`; null where there are no such words. */
export function worded(schema: JsonObject, say: Say): JsonObject {
  if (!isObject(schema.properties)) return schema;
  const properties = Object.entries(schema.properties as JsonObject).map(([name, field]) => [
    name,
    isObject(field) ? wordedField(name, field as JsonObject, say) : field,
  ]);
  return { ...schema, properties: Object.fromEntries(properties) as JsonObject };
}

function wordedField(name: string, field: JsonObject, say: Say): JsonObject {
  const title = say(`${name}.title`);
  const description = say(`${name}.hint`);
  const choices = Array.isArray(field.enum) ? (field.enum as readonly string[]) : null;
  return {
    ...field,
    ...(title && { title }),
    ...(description && { description }),
    ...(choices && {
      oneOf: choices.map((value) => ({ const: value, title: say(`${name}.choices.${value}`) ?? value })),
    }),
  };
}

const HEADERS = "headers";

/** A secret whose names are free stands under one name, so that a form can draw it; `unwrapped` takes it out. */
export function wrapped(schema: JsonObject): JsonObject {
  if (isObject(schema.properties)) return schema;
  const free: JsonObject = { type: "object", additionalProperties: { type: "string" }, minProperties: 1 };
  return {
    type: "object",
    properties: { [HEADERS]: free },
    required: [HEADERS],
    additionalProperties: false,
  };
}

export function unwrapped(schema: JsonObject, value: JsonObject): JsonObject {
  if (isObject(schema.properties)) return value;
  const inner = value[HEADERS];
  return isObject(inner) ? (inner as JsonObject) : {};
}

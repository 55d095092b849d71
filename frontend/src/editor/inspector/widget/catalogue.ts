import { isObject } from "@/model/json";

type Schema = Record<string, unknown>;

/** Settings that mean something beside some values of others only. */
const ONLY_WITH: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "FormField.options": { type: ["select", "multiselect"] },
};

type Words = (key: string) => string | null;

/**
 * The schema of a widget's settings out of the catalogue's, with words in the person's language: the catalogue's own
 * are English.
 */
export function propsSchema(catalogued: Schema, words: Words): Schema {
  const defs = isObject(catalogued["$defs"]) ? catalogued["$defs"] : {};
  const properties = isObject(catalogued["properties"]) ? catalogued["properties"] : {};
  const props = properties["props"];
  const inner = isObject(props) ? resolved(props, defs) : catalogued;
  return {
    ...worded(inner, words),
    $defs: Object.fromEntries(
      Object.entries(defs).map(([name, one]) => [name, isObject(one) ? worded(one, words) : one]),
    ),
  };
}

function resolved(schema: Schema, defs: Schema): Schema {
  const reference = schema["$ref"];
  const target = typeof reference === "string" ? defs[reference.replace("#/$defs/", "")] : undefined;
  return isObject(target) ? target : schema;
}

/** Each property with a title and a description that are shown. */
function worded(schema: Schema, words: Words): Schema {
  if (!isObject(schema["properties"])) return labelled(schema, words);
  const owner = typeof schema["title"] === "string" ? schema["title"] : "";
  const properties = Object.entries(schema["properties"]).map(([name, property]) => {
    if (!isObject(property)) return [name, property];
    const title = words(`${owner}.${name}`) ?? words(name);
    const description = words(`${owner}.${name}Hint`) ?? words(`${name}Hint`);
    return [
      name,
      {
        ...labelled(property, words),
        ...both("title", title),
        description: undefined,
        ...both("description", description),
        "x-only-with": ONLY_WITH[`${owner}.${name}`],
      },
    ];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** Choices with titles in place of their bare values. */
function labelled(schema: Schema, words: Words): Schema {
  const values: unknown = schema["enum"];
  if (!Array.isArray(values) || "oneOf" in schema) return schema;
  const oneOf = values.map((value: unknown) => ({
    const: value,
    ...both("title", words(`choices.${String(value)}`)),
  }));
  return { ...schema, oneOf };
}

function both(key: string, text: string | null): Schema {
  return text === null ? {} : { [key]: text, [`${key}_ru`]: text };
}

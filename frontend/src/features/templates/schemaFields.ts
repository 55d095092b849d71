export type SchemaField = { name: string; type: string; description: string; isRequired: boolean };

/** The properties of an object's JSON Schema in their order; those of several types name each. */
export function fieldsOfSchema(schema: Record<string, unknown>): SchemaField[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(isRecord(schema.properties) ? schema.properties : {}).map(([name, property]) => {
    const { type, description, title } = isRecord(property) ? property : {};
    const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string");
    return {
      name,
      type: types.join(", "),
      description: String(description ?? title ?? ""),
      isRequired: required.includes(name),
    };
  });
}

function isRecord(thing: unknown): thing is Record<string, unknown> {
  return typeof thing === "object" && thing !== null && !Array.isArray(thing);
}

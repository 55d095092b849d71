import { isObject } from "@/model/json";

type Schema = Record<string, unknown>;

/** The schema of a preset's config; ids of its choices are sent back as they came, and are nobody's to change. */
export function configSchema(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, within(key, value)]));
}

function within(key: string, value: unknown): unknown {
  if (!isObject(value)) return value;
  if (key === "items") return configSchema(value);
  if (key !== "properties") return value;
  const properties = Object.entries(value).map(([name, one]) => {
    if (!isObject(one)) return [name, one];
    return [name, name === "id" ? { ...one, readOnly: true } : configSchema(one)];
  });
  return Object.fromEntries(properties);
}

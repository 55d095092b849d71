import { isObject, type JsonObject } from "@/model/json";
import type { Integration } from "@/editor/integrations/useIntegrations";

type Schema = Record<string, unknown>;

/** A preset that calls an operation: those there are to choose from, and the settings of the chosen one. */
export function withOperations(
  schema: Schema,
  config: JsonObject,
  operations: readonly Integration[],
): Schema {
  const { properties } = schema;
  if (!isObject(properties)) return schema;
  const chosen = Object.entries(properties).find(([, one]) => isObject(one) && one.format === "integration");
  if (chosen === undefined || operations.length === 0) return schema;
  const [name, field] = chosen;
  const operation = operations.find(({ id }) => id === config[name]);
  const settings = isObject(properties.config) ? properties.config : {};
  return {
    ...schema,
    properties: {
      ...properties,
      [name]: { ...(field as Schema), description: undefined, oneOf: operations.map(labelled) },
      config: operation ? { ...operation.input, ...titlesOf(settings) } : settings,
    },
  };
}

function labelled({ id, service, title, title_ru }: Integration) {
  return { const: id, title: `${service.title}: ${title}`, title_ru: `${service.title_ru}: ${title_ru}` };
}

function titlesOf({ title, title_ru }: Schema): Schema {
  return { title, title_ru };
}

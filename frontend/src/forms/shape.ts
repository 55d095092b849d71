import { isObject, type Json, type JsonObject } from "@/model/json";

export type SchemaType = "string" | "number" | "integer" | "boolean" | "array" | "object" | "null";

/** A JSON Schema made plain: references followed, `null` and a variable's slot taken out of its alternatives. */
export interface Shape {
  readonly types: readonly SchemaType[];
  readonly isNullable: boolean;
  /** A text that is one placeholder may stand in place of the value. */
  readonly hasSlot: boolean;
  readonly format: string | null;
  readonly choices: readonly { value: Json; title: string | null; title_ru: string | null }[] | null;
  readonly constant: Json | undefined;
  readonly fallback: Json | undefined;
  readonly title: string | null;
  readonly title_ru: string | null;
  readonly description: string | null;
  readonly description_ru: string | null;
  readonly properties: ReadonlyMap<string, JsonObject> | null;
  readonly required: ReadonlySet<string>;
  readonly others: JsonObject | boolean;
  readonly items: JsonObject | null;
  readonly limits: Readonly<Partial<Record<Limit, number>>>;
  readonly pattern: string | null;
}

export const LIMITS = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"] as const;
export type Limit = (typeof LIMITS)[number];

const TYPES: readonly string[] = ["string", "number", "integer", "boolean", "array", "object", "null"];
const MOST_REFERENCES = 20;

/** `root` holds the `$defs` that references name. */
export function shapeOf(schema: JsonObject, root: JsonObject): Shape {
  const whole = followed(schema, root);
  const options = optionsOf(whole, root);
  const some = options.filter((one) => one.type !== "null" && !isSlot(one));
  const parts = some.length > 0 ? [...some, whole] : [whole];
  const types = parts.flatMap(({ type }) => typesOf(type));
  const pick = (key: string) => whole[key] ?? some.find((one) => one[key] !== undefined)?.[key];
  const properties = pick("properties");
  const others = pick("additionalProperties");
  const items = pick("items");
  return {
    types: [...new Set(types.filter((type) => type !== "null"))],
    isNullable: types.includes("null") || options.some((one) => one.type === "null"),
    hasSlot: options.some(isSlot),
    format: textOf(pick("format")),
    choices: choicesOf(whole, parts),
    constant: pick("const"),
    fallback: whole.default,
    title: textOf(whole.title),
    title_ru: textOf(whole.title_ru),
    description: textOf(whole.description),
    description_ru: textOf(whole.description_ru),
    properties: isJsonObject(properties) ? new Map(Object.entries(properties).filter(isPart)) : null,
    required: new Set(listOfTexts(pick("required"))),
    others: isJsonObject(others) || typeof others === "boolean" ? others : true,
    items: isJsonObject(items) ? items : null,
    limits: limitsOf(pick),
    pattern: textOf(pick("pattern")),
  };
}

/** The alternatives of a schema, those of its alternatives among them. */
function optionsOf({ anyOf }: JsonObject, root: JsonObject, depth = 0): readonly JsonObject[] {
  return listOf(anyOf).flatMap((one) => {
    const option = followed(one, root);
    const isNested = Array.isArray(option.anyOf) && depth < MOST_REFERENCES;
    return isNested ? optionsOf(option, root, depth + 1) : [option];
  });
}

function limitsOf(pick: (key: string) => Json | undefined): Partial<Record<Limit, number>> {
  return Object.fromEntries(
    LIMITS.flatMap((name) => {
      const limit = pick(name);
      return typeof limit === "number" ? [[name, limit]] : [];
    }),
  );
}

function choicesOf(whole: JsonObject, parts: readonly JsonObject[]): Shape["choices"] {
  const labelled = listOf(whole.oneOf).filter((one) => one.const !== undefined);
  const values = parts.find((one) => Array.isArray(one.enum))?.enum;
  const listed = Array.isArray(values)
    ? (values as readonly Json[])
    : labelled.map((one) => one.const ?? null);
  if (listed.length === 0) return null;
  return listed
    .filter((value) => value !== null)
    .map((value) => {
      const label = labelled.find((one) => one.const === value);
      return { value, title: textOf(label?.title), title_ru: textOf(label?.title_ru) };
    });
}

/** What says of a schema beside its reference wins. */
function followed(schema: JsonObject, root: JsonObject): JsonObject {
  let whole = schema;
  for (let times = 0; typeof whole.$ref === "string" && times < MOST_REFERENCES; times++) {
    const { $ref, ...beside } = whole;
    whole = { ...meant(String($ref), root), ...beside };
  }
  return whole;
}

function meant(reference: string, root: JsonObject): JsonObject {
  let part: Json | undefined = root;
  for (const key of reference.replace(/^#\/?/, "").split("/")) {
    part = isJsonObject(part) ? part[key.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }
  return isJsonObject(part) ? part : {};
}

function isSlot({ type, pattern }: JsonObject): boolean {
  return type === "string" && typeof pattern === "string" && pattern.startsWith("^\\{\\$");
}

function isType(name: unknown): name is SchemaType {
  return typeof name === "string" && TYPES.includes(name);
}

function typesOf(type: Json | undefined): readonly SchemaType[] {
  return (Array.isArray(type) ? type : [type]).filter(isType);
}

function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function listOfTexts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function isPart(entry: [string, Json]): entry is [string, JsonObject] {
  return isJsonObject(entry[1]);
}

function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value);
}

import { ownOf, type Json } from "@/model/json";
import type { Shape } from "./shape";

/** Which field a shape is drawn as. */
export type Control =
  | "choice"
  | "switch"
  | "number"
  | "text"
  | "line"
  | "writable"
  | "readable"
  | "credential"
  | "python"
  | "rules"
  | "list"
  | "object"
  | "map"
  | "any";

const FORMATS: Readonly<Record<string, Control>> = {
  text: "text",
  variable: "writable",
  path: "readable",
  credential: "credential",
  python: "python",
  rules: "rules",
  integration: "line",
  url: "line",
};
// Addresses are no longer.
const LONG = 2_048;

export function controlOf(shape: Shape): Control {
  if (shape.choices) return "choice";
  const byFormat = shape.format === null ? undefined : ownOf(FORMATS, shape.format);
  if (byFormat) return byFormat;
  const [type, ...others] = shape.types;
  if (
    type === undefined ||
    (others.length > 0 && !shape.types.every((one) => one === "number" || one === "integer"))
  ) {
    return "any";
  }
  if (type === "string") return (shape.limits.maxLength ?? 0) > LONG && !shape.pattern ? "text" : "line";
  if (type === "boolean") return "switch";
  if (type === "array") return shape.items ? "list" : "any";
  if (type === "object") return objectControl(shape);
  return "number";
}

function objectControl({ properties, others }: Shape): Control {
  if (properties && properties.size > 0) return "object";
  return typeof others === "object" && others.type === "string" ? "map" : "any";
}

/** Whether the value can be shown by the field; another one is shown as it is written. */
export function fits(value: Json | undefined, control: Control): boolean {
  if (value === undefined || value === null) return true;
  const kind = KINDS[control];
  return (
    kind === undefined ||
    (kind === "array" ? Array.isArray(value) : typeof value === kind && !Array.isArray(value))
  );
}

const KINDS: Readonly<Partial<Record<Control, "string" | "boolean" | "number" | "object" | "array">>> = {
  switch: "boolean",
  number: "number",
  text: "string",
  line: "string",
  writable: "string",
  readable: "string",
  credential: "string",
  python: "string",
  rules: "object",
  list: "array",
  object: "object",
  map: "object",
};

/** What a new element or a required field begins with. */
export function blank(shape: Shape): Json {
  if (shape.fallback !== undefined) return shape.fallback;
  if (shape.constant !== undefined) return shape.constant;
  const control = controlOf(shape);
  if (control === "choice") return shape.choices?.[0]?.value ?? null;
  if (control === "switch") return false;
  if (control === "number") return shape.limits.minimum ?? 0;
  if (control === "list") return [];
  if (control === "object" || control === "map" || control === "rules") return {};
  return control === "any" ? null : "";
}

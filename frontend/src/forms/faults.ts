import type { Json } from "@/model/json";
import type { Shape } from "./shape";

/** A key of `values:form`, with what it says. */
export interface FieldFault {
  readonly key: string;
  readonly limit?: number;
  readonly count?: number;
}

/** What is wrong with a value, as far as a form can tell; what has placeholders is judged when it is filled in. */
export function faultOf(value: Json | undefined, shape: Shape, isRequired: boolean): FieldFault | null {
  const isMissing = value === undefined || value === null || value === "";
  if (isMissing)
    return isRequired && !shape.isNullable && shape.limits.minLength !== 0 ? missing(shape, value) : null;
  if (typeof value === "string") return value.includes("{$") ? null : textFault(value, shape);
  if (typeof value === "number") return numberFault(value, shape);
  return Array.isArray(value) ? sizeFault(value.length, shape, "minItems", "maxItems") : null;
}

function missing({ types, limits }: Shape, value: Json | undefined): FieldFault | null {
  const mayBeEmpty = value === "" && types.includes("string") && limits.minLength === undefined;
  return mayBeEmpty ? null : { key: "required" };
}

function textFault(text: string, shape: Shape): FieldFault | null {
  const bySize = sizeFault(text.length, shape, "minLength", "maxLength");
  if (bySize || shape.pattern === null) return bySize;
  try {
    return new RegExp(shape.pattern, "u").test(text) ? null : { key: "pattern" };
  } catch {
    return null; // RE2 knows what browsers do not
  }
}

function numberFault(value: number, { limits, types }: Shape): FieldFault | null {
  if (limits.minimum !== undefined && value < limits.minimum)
    return { key: "minimum", limit: limits.minimum };
  if (limits.maximum !== undefined && value > limits.maximum)
    return { key: "maximum", limit: limits.maximum };
  const isWhole = types.length === 1 && types[0] === "integer";
  return isWhole && !Number.isInteger(value) ? { key: "whole" } : null;
}

function sizeFault(
  size: number,
  { limits }: Shape,
  least: "minLength" | "minItems",
  most: "maxLength" | "maxItems",
): FieldFault | null {
  const [low, high] = [limits[least], limits[most]];
  if (low !== undefined && size < low) return { key: least, count: low };
  return high !== undefined && size > high ? { key: most, count: high } : null;
}

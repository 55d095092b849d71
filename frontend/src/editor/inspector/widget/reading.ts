import { isObject } from "@/model/json";

/** Settings may hold anything while they are written: only what is of the right kind is shown. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function numberWithin(value: unknown, low: number, high: number, fallback: number): number {
  return typeof value === "number" && value >= low && value <= high ? Math.round(value) : fallback;
}

import { isObject } from "@/model/json";

const DEEPEST = 6;
const MOST = 300;
const SEGMENT = /^[\p{L}\p{M}\p{N}_-]+$/u;

/** A value and all that is in it, by path, what is near first; of a list its first element, the others are alike. */
export function within(path: string, value: unknown): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  let level: readonly (readonly [string, unknown])[] = [[path, value]];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
    for (const [name, part] of level.slice(0, MOST - Object.keys(found).length)) found[name] = part;
    level = level.flatMap(([name, part]) =>
      partsOf(part).map(([key, inner]) => [`${name}.${key}`, inner] as const),
    );
  }
  return found;
}

function partsOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.length > 0 ? [["0", value[0] as unknown]] : [];
  return isObject(value) ? Object.entries(value).filter(([key]) => SEGMENT.test(key)) : [];
}

/** Lists whose elements have no ids are written whole. */
export function replaceAt<T>(list: readonly T[], place: number, value: T): T[] {
  return list.map((one, at) => (at === place ? value : one));
}

export function removeAt<T>(list: readonly T[], place: number): T[] {
  return list.filter((_, at) => at !== place);
}

export function moveTo<T>(list: readonly T[], from: number, to: number): T[] {
  const moved = list[from];
  if (moved === undefined || from === to) return [...list];
  const rest = removeAt(list, from);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}

/** An object without some of its keys. */
export function without<T extends object, Key extends keyof T>(
  value: T,
  ...keys: readonly Key[]
): Omit<T, Key> {
  const dropped = new Set<PropertyKey>(keys);
  return Object.fromEntries(Object.entries(value).filter(([key]) => !dropped.has(key))) as Omit<T, Key>;
}

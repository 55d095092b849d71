/** The object without a key. */
export function omit<Whole extends object, Key extends keyof Whole>(
  whole: Whole,
  key: Key,
): Omit<Whole, Key> {
  const rest = { ...whole };
  Reflect.deleteProperty(rest, key);
  return rest;
}

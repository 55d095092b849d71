export function moved<Part>(parts: readonly Part[], from: number, to: number): readonly Part[] {
  const part = parts[from];
  if (part === undefined) return parts;
  const rest = parts.filter((_, place) => place !== from);
  return [...rest.slice(0, to), part, ...rest.slice(to)];
}

export function replaced<Part>(parts: readonly Part[], at: number, part: Part): readonly Part[] {
  return parts.map((one, place) => (place === at ? part : one));
}

export function without<Part>(parts: readonly Part[], at: number): readonly Part[] {
  return parts.filter((_, place) => place !== at);
}

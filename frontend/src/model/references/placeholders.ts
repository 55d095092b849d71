const PLACEHOLDER = /\{\$\s*([^\s|{}$']+)\s*(?=\||\$\})/g;

/** Paths of the variables a text names in `{$…$}`, each once. */
export function variablesIn(text: string): readonly string[] {
  if (!text.includes("{$")) return [];
  return [...new Set(Array.from(text.matchAll(PLACEHOLDER), (found) => found[1] ?? ""))];
}

/** The text with one variable, and what is inside it, by another name. */
export function renamedIn(text: string, from: string, to: string): string {
  if (!text.includes("{$")) return text;
  return text.replaceAll(PLACEHOLDER, (found, path: string) => {
    const name = renamedPath(path, from, to);
    return name === path ? found : found.replace(path, () => name);
  });
}

/** `session.a.b` of `session.a`: the path itself or one inside it. */
export function isWithin(path: string, variable: string): boolean {
  return path === variable || path.startsWith(`${variable}.`);
}

export function renamedPath(path: string, from: string, to: string): string {
  return isWithin(path, from) ? to + path.slice(from.length) : path;
}

const SEGMENT = /^[\p{L}\p{M}\p{N}_-]+$/u;

/** A scope and at least one key, as flow-language.md 2 has paths. */
export function isVariable(path: string): boolean {
  const segments = path.split(".");
  return segments.length > 1 && segments.every((one) => SEGMENT.test(one));
}

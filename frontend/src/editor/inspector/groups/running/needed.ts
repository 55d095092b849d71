/** Texts of code that name a variable; what follows says whether it is set there. */
const NAMED =
  /["']((?:bot|user|session|channel|template|response|code|integration|event)\.[\p{L}\p{M}\p{N}_-]+)["'](\s*\]\s*=(?!=))?/gu;

/** The variables code reads, in the order they are met; those it sets at first are not asked for. */
export function readBy(source: string): string[] {
  const found = new Map<string, boolean>();
  for (const [, name = "", setting] of source.matchAll(NAMED))
    if (!found.has(name)) found.set(name, setting === undefined);
  return [...found].filter(([, isRead]) => isRead).map(([name]) => name);
}

/** What was typed as a value: as JSON says it where it is JSON, else the text itself. */
export function valueTyped(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A value as it would be typed to mean it. */
export function typedFor(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" && valueTyped(value) === value ? value : JSON.stringify(value);
}

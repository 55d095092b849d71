const LONGEST = 160;

/** A value in one line; texts are quoted, so that "5" and 5 are told apart. */
export function shown(value: unknown): string {
  if (value === undefined) return "";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Microseconds as people read them. */
export function duration(microseconds: number, language: string): string {
  const milliseconds = microseconds / 1000;
  const digits = milliseconds < 10 ? 1 : 0;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: digits });
  return `${number.format(milliseconds)} ${language === "ru" ? "мс" : "ms"}`;
}

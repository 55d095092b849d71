// An accent colour as its owner gave it, and the colours beside it that keep what stands there legible.
type Rgb = readonly [number, number, number];

const LEAST = 4.6; // WCAG AA for texts, and a little more against rounding
const GROUNDS: Record<"light" | "dark", Rgb> = { light: [244, 245, 248], dark: [31, 35, 43] };
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** `#rgb` or `#rrggbb`, else null. */
export function readColour(text: string | null | undefined): Rgb | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text?.trim() ?? "")?.[1];
  if (!digits) return null;
  const size = digits.length / 3;
  const part = (place: number) =>
    parseInt(digits.slice(place * size, (place + 1) * size).repeat(3 - size), 16);
  return [part(0), part(1), part(2)];
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const css = (colour: Rgb): string => `rgb(${colour.join(" ")})`;

/** Custom properties for an accent in a theme; none where it is no colour: then ours stand. */
export function accented(text: string | null | undefined, theme: "light" | "dark"): Record<string, string> {
  const accent = readColour(text);
  if (!accent) return {};
  const on = contrast(accent, WHITE) >= LEAST ? WHITE : contrast(accent, BLACK) >= LEAST ? BLACK : WHITE;
  const to = theme === "light" ? BLACK : WHITE;
  let link = accent;
  for (let share = 0; share <= 1 && contrast(link, GROUNDS[theme]) < LEAST; share += 0.05) {
    link = accent.map((part, place) =>
      Math.round(part + ((to[place] ?? 0) - part) * share),
    ) as unknown as Rgb;
  }
  return { "--accent": css(accent), "--on-accent": css(on), "--link": css(link) };
}

// The first that is found: most browsers name older ones beside themselves.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/YaBrowser\//, "Yandex"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
  [/curl\//, "curl"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux|X11/, "Linux"],
];

/** "Firefox, Linux" of a User-Agent; null where nothing in it is known. */
export function deviceOf(agent: string | null): string | null {
  const told = [BROWSERS, SYSTEMS].map((known) => known.find(([trace]) => trace.test(agent ?? ""))?.[1]);
  return told.filter((one) => one !== undefined).join(", ") || null;
}

import type { useTranslation } from "react-i18next";

type Translate = ReturnType<typeof useTranslation<"canvas">>["t"];

const UNITS = [
  ["days", 86_400],
  ["hours", 3_600],
  ["minutes", 60],
  ["seconds", 1],
] as const;

/** Seconds in the largest unit that says them whole: "2 h", "90 s". */
export function duration(seconds: number, t: Translate): string {
  const [unit, size] = UNITS.find(([, length]) => seconds >= length && seconds % length === 0) ?? [
    "seconds",
    1,
  ];
  return t(`units.${unit}`, { count: seconds / size });
}

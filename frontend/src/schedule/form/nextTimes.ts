import { momentOf } from "../zones";
import { secondsOf } from "./writing";
import type { Values } from "./values";

const COUNT = 5;

/** The next moments of what needs no cron, in UTC; `at_local` as the chosen zone's clock has it. */
export function comingOf(values: Values, now: Date): Date[] {
  const { way, moment, zone } = values;
  if (way === "once") return [new Date(momentOf(moment, zone))].filter((at) => at > now);
  const apart = secondsOf(values) * 1000;
  if (way === "after") return [new Date(now.getTime() + apart)];
  if (way !== "every") return [];
  const end = values.until === "" ? Infinity : Date.parse(momentOf(values.until, zone));
  const first = firstOf(values, apart, now);
  return Array.from({ length: COUNT }, (_, number) => new Date(first + number * apart)).filter(
    (at) => at.getTime() <= end,
  );
}

/** The start itself, or the first a whole number of times behind it. */
function firstOf({ from, zone }: Values, apart: number, now: Date): number {
  if (from === "") return now.getTime() + apart;
  const start = Date.parse(momentOf(from, zone));
  const passed = Math.max(0, Math.floor((now.getTime() - start) / apart) + 1);
  return start > now.getTime() ? start : start + passed * apart;
}

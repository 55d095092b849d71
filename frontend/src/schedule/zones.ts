const MINUTE = 60_000;

/** What the API takes; browsers leave some out that it knows, UTC among them. */
export function zonesWith(...more: (string | null | undefined)[]): string[] {
  const given = more.filter((one): one is string => Boolean(one));
  return [...new Set(["UTC", ...given, ...Intl.supportedValuesOf("timeZone")])];
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** What a clock in the zone shows at the moment, to the minute: `2027-03-01T09:00`. */
export function wallOf(at: string | Date, zone: string): string {
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return shown.format(new Date(at)).replace(" ", "T");
}

/** The moment at which a clock in the zone shows this, in UTC; one that the clock leaps over comes after the leap. */
export function momentOf(wall: string, zone: string): string {
  const asUtc = Date.parse(`${wall}Z`);
  const first = asUtc - offsetAt(asUtc, zone);
  const second = asUtc - offsetAt(first, zone);
  const found = wallOf(new Date(second), zone) === wall ? second : Math.max(first, second);
  return new Date(found).toISOString();
}

function offsetAt(at: number, zone: string): number {
  const whole = Math.floor(at / MINUTE) * MINUTE;
  return Date.parse(`${wallOf(new Date(whole), zone)}Z`) - whole;
}

import { describe, expect, it } from "vitest";

import { momentOf, wallOf, zonesWith } from "./zones";

describe("a time by the clock of a zone", () => {
  it.each([
    ["2027-01-15T09:30", "Europe/Berlin", "2027-01-15T08:30:00.000Z"],
    ["2027-07-15T09:30", "Europe/Berlin", "2027-07-15T07:30:00.000Z"],
    ["2027-07-15T00:00", "Asia/Kolkata", "2027-07-14T18:30:00.000Z"],
    ["2027-03-14T00:30", "America/New_York", "2027-03-14T05:30:00.000Z"],
    ["2027-03-14T04:00", "America/New_York", "2027-03-14T08:00:00.000Z"],
  ])("%s in %s is %s, and back", (wall, zone, moment) => {
    expect(momentOf(wall, zone)).toBe(moment);
    expect(wallOf(moment, zone)).toBe(wall);
  });

  it("comes after the leap where the clock leaps over it", () => {
    expect(momentOf("2027-03-28T02:30", "Europe/Berlin")).toBe("2027-03-28T01:30:00.000Z");
  });
});

describe("the zones to choose from", () => {
  it("have UTC and those given, each once", () => {
    const zones = zonesWith("UTC", null, "Mars/Olympus", undefined);
    expect(zones.slice(0, 2)).toEqual(["UTC", "Mars/Olympus"]);
    expect(new Set(zones).size).toBe(zones.length);
  });
});

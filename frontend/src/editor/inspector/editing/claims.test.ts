import { describe, expect, it } from "vitest";
import { claimKey, ownerOf, type Claim } from "./claims";

const claims = (...all: Claim[]) => new Map(all.map((claim) => [claimKey(claim), claim]));
const group: Claim = { path: ["steps", "hello", "groups", "g1"], under: true };
const after: Claim = { path: ["steps", "hello", "groups", "g1", "after"], under: false };

describe("who shows an issue", () => {
  it("is the field it points to, before the card around it", () => {
    expect(ownerOf(after.path, claims(group, after))).toBe(claimKey(after));
  });

  it("is the card where the field is not shown", () => {
    expect(ownerOf(after.path, claims(group))).toBe(claimKey(group));
  });

  it("is nobody where nothing claims the place", () => {
    expect(ownerOf(["steps", "bye", "message"], claims(group, after))).toBeNull();
  });

  it("is not a field whose place only begins alike", () => {
    expect(ownerOf([...after.path, "more"], claims(after))).toBeNull();
  });
});

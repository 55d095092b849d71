import { describe, expect, it } from "vitest";

import type { Credential } from "../types";
import { draftOf, given, hasSecret, hostOf, isProvider, missingOf, needsSecret, type Draft } from "./draft";

const KEPT: Credential = {
  id: "1",
  workspace_id: "2",
  bot_id: null,
  name: "shop",
  provider: "shop",
  strategy: "api_key",
  settings: { name: "X-Api-Key" },
  hosts: ["api.shop.example", "*.cdn.example"],
  is_default: true,
  sealed_at: "",
  created_at: "",
  updated_at: "",
};

describe("a credential that is changed", () => {
  it("begins without a secret, and empty fields are none", () => {
    expect(hasSecret(draftOf(KEPT))).toBe(false);
    expect(given({ api_key: "", other: null, one: "x" })).toEqual({ one: "x" });
  });

  it("needs no secret for another name or fewer hosts", () => {
    expect(needsSecret(KEPT, { ...draftOf(KEPT), name: "till", hosts: ["api.shop.example"] })).toBe(false);
  });

  it("needs no secret for a host under one it was bound to", () => {
    expect(needsSecret(KEPT, { ...draftOf(KEPT), hosts: ["a.cdn.example"] })).toBe(false);
  });

  it.each<Partial<Draft>>([
    { hosts: ["evil.example"] },
    { hosts: ["*.shop.example"] },
    { hosts: ["cdn.example"] },
    { settings: { name: "X-Other" } },
    { settings: {} },
  ])("needs the secret for %o", (change) => {
    expect(needsSecret(KEPT, { ...draftOf(KEPT), ...change })).toBe(true);
  });
});

describe("what is missing", () => {
  it("is every required key with nothing in it", () => {
    const schema = { required: ["a", "b", "c", "d"] };
    expect(missingOf(schema, { a: "x", b: "", c: [] })).toEqual(["b", "c", "d"]);
  });
});

describe("a host", () => {
  it.each([
    ["https://API.shop.example/v1?x=1", "api.shop.example"],
    ["api.shop.example:8443", "api.shop.example"],
    ["*.shop.example", "*.shop.example"],
    ["https://me:word@shop.example", "shop.example"],
  ])("%s is %s", (text, host) => {
    expect(hostOf(text)).toBe(host);
  });
});

describe("a provider's name", () => {
  it.each([
    ["my-shop.v2", true],
    ["Shop", false],
    ["", false],
    ["магазин", false],
  ])("%s: %s", (text, isOne) => {
    expect(isProvider(text)).toBe(isOne);
  });
});

import { describe, expect, it } from "vitest";

import { botsSearch, editorSearch, nextSearch } from "./search";

describe("where to go after signing in", () => {
  it("is a page of ours, with its query", () => {
    expect(nextSearch({ next: "/bots/1?step=hello" }).next).toBe("/bots/1?step=hello");
  });

  it.each([
    "https://evil.example",
    "//evil.example/x",
    "/\\evil.example",
    "javascript:alert(1)",
    "bots",
    7,
    null,
  ])("is never another place: %s", (next) => {
    expect(nextSearch({ next }).next).toBeUndefined();
  });
});

describe("the query of the editor", () => {
  it("keeps what is known and leaves out what is not", () => {
    const asked = { step: "hello", dock: "chat", rail: "moon", other: "x", conversation: "" };
    expect(JSON.parse(JSON.stringify(editorSearch(asked)))).toEqual({ step: "hello", dock: "chat" });
  });
});

describe("the query of the list of bots", () => {
  it("is what is looked for, and nothing for active bots", () => {
    const asked = { search: 2026, status: "archived", gallery: "yes" };
    expect(botsSearch(asked)).toEqual({ search: "2026", status: "archived" });
    expect(botsSearch({ status: "active", gallery: true })).toEqual({ gallery: true });
  });
});

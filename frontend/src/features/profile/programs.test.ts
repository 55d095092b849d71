import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { PROGRAMS } from "./programs";

const ADDRESS = "https://bots.example.org";
const GUIDE = readFileSync("../docs/mcp.md", "utf8");

describe.each(PROGRAMS)("$name", ({ id, name, file, setting }) => {
  const said = setting(ADDRESS, "dbcv_secret");

  it("is told the address, and the token unless it asks for it", () => {
    expect(said).toContain(ADDRESS);
    expect(said.includes("dbcv_secret")).toBe(id !== "vs-code");
  });

  it("reads it", () => {
    if (file?.endsWith(".json")) expect(JSON.parse(said)).toBeTypeOf("object");
    else expect(said).not.toContain("undefined");
  });

  it("stands in the guide with the same file", () => {
    expect(GUIDE).toContain(`**${name}**`);
    if (file) expect(GUIDE).toContain(file);
  });

  it("stands in the guide word for word, but for the places between them", () => {
    const written = setting("http://localhost:8000", "dbcv_…");
    expect(GUIDE.replaceAll(/\s/g, "")).toContain(written.replaceAll(/\s/g, ""));
  });

  it("has the token where the program takes it, and asks nothing of its surroundings", () => {
    if (id === "vs-code") return;
    const lines = said.split("\n").filter((line) => !line.trimStart().startsWith("#"));
    expect(lines.join("\n")).toContain("dbcv_secret");
  });
});

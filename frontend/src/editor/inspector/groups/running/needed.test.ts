import { describe, expect, it } from "vitest";
import { readBy, typedFor, valueTyped } from "./needed";

describe("the variables code needs", () => {
  it("are those it reads, once each, and not those it sets at first", () => {
    const source = [
      "async def main(message, variables):",
      '    variables["session.total"] = variables["session.price"] * 2',
      "    if variables.get('user.имя') == variables['session.price']:",
      '        variables["bot.n"] == 1',
      '    return variables["session.total"], variables["system.now"]',
    ].join("\n");
    expect(readBy(source)).toEqual(["session.price", "user.имя", "bot.n"]);
  });

  it("are typed as JSON or as a plain text, and shown so that they mean the same", () => {
    expect(valueTyped("21")).toBe(21);
    expect(valueTyped('"21"')).toBe("21");
    expect(valueTyped("Ada")).toBe("Ada");
    for (const value of [21, "21", "Ada", "true", null, true, { a: [1] }])
      expect(valueTyped(typedFor(value))).toEqual(value);
    expect(typedFor("Ada")).toBe("Ada");
    expect(typedFor(undefined)).toBe("");
  });
});

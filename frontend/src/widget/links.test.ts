import { describe, expect, it } from "vitest";
import { isVisible, linked, safeAddress } from "./links";

const SERVER = "https://chat.example/";
const drawn = (text: string) =>
  linked(text, SERVER).map((node) => (node instanceof HTMLAnchorElement ? { to: node.href } : node));

describe("an address", () => {
  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "blob:x",
    "file:///etc",
    7,
    null,
    {},
  ])("is followed only over http and https: %s", (address) => {
    expect(safeAddress(address, SERVER)).toBeNull();
  });

  it("that is relative is ours", () => {
    expect(safeAddress("/api/v1/attachments/1", SERVER)?.href).toBe(
      "https://chat.example/api/v1/attachments/1",
    );
  });

  it("of a picture is fetched over https, or from our server", () => {
    expect(isVisible(new URL("https://a.example/x.png"), SERVER)).toBe(true);
    expect(isVisible(new URL("http://a.example/x.png"), SERVER)).toBe(false);
    expect(isVisible(new URL("http://localhost:8000/x.png"), "http://localhost:8000/")).toBe(true);
  });
});

describe("a text", () => {
  it("has its addresses as links, without what the sentence adds", () => {
    expect(drawn("See (https://a.example/x), or https://b.example/y_(z).")).toEqual([
      "See (",
      { to: "https://a.example/x" },
      "), or ",
      { to: "https://b.example/y_(z)" },
      ".",
    ]);
  });

  it("with markup stays a text", () => {
    expect(drawn("<b>https://a.example/<i>")).toEqual(["<b>", { to: "https://a.example/" }, "<i>"]);
  });
});

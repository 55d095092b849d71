import { describe, expect, it } from "vitest";
import { fromScript, pageParams, paramsOf } from "./options";

function script(attributes: Record<string, string>): HTMLScriptElement {
  const tag = document.createElement("script");
  for (const [name, value] of Object.entries(attributes)) tag.setAttribute(name, value);
  return tag;
}

describe("what the bot is told at the start", () => {
  it("is every attribute that begins with params-", () => {
    const chat = document.createElement("div");
    chat.setAttribute("params-campaign", "spring");
    chat.setAttribute("params-cart.size", "3");
    chat.setAttribute("theme", "dark");
    expect(paramsOf(chat)).toEqual({ campaign: "spring", "cart.size": "3" });
  });

  it("is the page without its query, and the campaign that led there", () => {
    const at = (address: string) => pageParams(new URL(address) as unknown as Location);
    expect(at("https://shop.example/tea?utm_campaign=spring&token=s#x")).toEqual({
      page: "https://shop.example/tea",
      campaign: "spring",
    });
    expect(at("https://shop.example/")).toEqual({ page: "https://shop.example/" });
  });
});

describe("a script tag", () => {
  it("with data-channel stands for an element with the same attributes", () => {
    const chat = document.createElement("div");
    const told = { "data-channel": "c1", "data-start-message": "Hi", "data-params-shelf": "tea" };
    const tag = script({ src: "x", async: "", ...told });
    expect(fromScript(tag, chat)).toBe(true);
    expect(chat.getAttributeNames().sort()).toEqual(["channel", "params-shelf", "start-message"]);
  });

  it("without it stands for none", () => {
    expect(fromScript(script({ "data-theme": "dark" }), document.createElement("div"))).toBe(false);
    expect(fromScript(null, document.createElement("div"))).toBe(false);
  });
});

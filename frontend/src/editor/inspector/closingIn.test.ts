import { expect, it, vi } from "vitest";
import { closeInOn } from "./closingIn";

const drawn = (root: HTMLElement, path: string) => {
  const place = document.createElement("div");
  place.dataset["place"] = path.replaceAll(".", "\u0000");
  place.append(document.createElement("input"));
  root.append(place);
  return place.querySelector("input");
};

function page(): HTMLElement {
  document.body.innerHTML = "<main></main>";
  const root = document.querySelector("main");
  if (root === null) throw new Error("no page");
  return root;
}

it("the cursor goes to the nearest place, then to nearer ones as they are drawn", async () => {
  const root = page();
  const outer = drawn(root, "steps.a.message");
  drawn(root, "steps.b.message.text");
  const stop = closeInOn(root, ["steps", "a", "message", "widget", "props"]);
  expect(document.activeElement).toBe(outer);
  const inner = drawn(root, "steps.a.message.widget.props");
  await vi.waitFor(() => expect(document.activeElement).toBe(inner));
  stop();
});

it("whoever has begun to do something is left alone", async () => {
  const root = page();
  const outer = drawn(root, "steps.a.message");
  closeInOn(root, ["steps", "a", "message", "text"]);
  outer?.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true }));
  drawn(root, "steps.a.message.text");
  await new Promise((resolve) => setTimeout(resolve));
  expect(document.activeElement).toBe(outer);
});

it("what is to be written over is selected", () => {
  const root = page();
  const field = drawn(root, "steps.a.message.text");
  if (field) field.value = "Hello!";
  closeInOn(root, ["steps", "a", "message", "text"], true);
  expect([field?.selectionStart, field?.selectionEnd]).toEqual([0, 6]);
});

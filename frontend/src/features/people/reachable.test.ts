import { expect, it } from "vitest";

import { reachable } from "./reachable";

it("a link that would open on the server's machine alone leads to where this page came from", () => {
  expect(reachable("http://localhost:8000/account#reset=a")).toBe(`${location.origin}/account#reset=a`);
  expect(reachable("https://bots.example.org/account#reset=a")).toBe(
    "https://bots.example.org/account#reset=a",
  );
});

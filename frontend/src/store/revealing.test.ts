import { expect, it } from "vitest";
import { indexOf } from "@/model/index";

import { chosenBy } from "./revealing";

const index = indexOf({ dbcv: 1, kind: "bot", steps: [{ id: "a" }] });
const NOTHING = { steps: [], connection: null, notes: [], group: null };

it("going to a place chooses what it is of", () => {
  expect(chosenBy({ step: "a", path: "steps.a.message.text" }, index)).toEqual({ ...NOTHING, steps: ["a"] });
  expect(chosenBy({ path: ["steps", "a", "name"] }, index)).toEqual({ ...NOTHING, steps: ["a"] });
  expect(chosenBy({ step: "a", connection: "c" }, index)).toEqual({ ...NOTHING, connection: "c" });
  expect(chosenBy({ path: "notes.n" }, index)).toEqual({ ...NOTHING, notes: ["n"] });
  expect(chosenBy({ path: "groups.g.connections.c.to" }, index)).toEqual(NOTHING);
});

it("what is chosen stays where the place is of a request, or of nothing that is there", () => {
  expect(chosenBy({ path: "requests.price.url" }, index)).toBeNull();
  expect(chosenBy({ step: "gone" }, index)).toBeNull();
});

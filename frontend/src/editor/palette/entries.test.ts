import { describe, expect, it } from "vitest";
import { fitting, searched } from "./entries";
import type { Entry } from "./entries";
import { withOwnNames } from "./parts";

const entry = (id: string, title: string, description: string): Entry => ({
  id,
  family: "ask",
  title,
  description,
  icon: null,
  of: { kind: "own", own: "question" },
});
const all = [
  entry("preset:ask_email", "Ask for an e-mail", "Until it looks like one."),
  entry("preset:if", "If / else", "Goes one way or another."),
  entry("own:end", "Last message", "Ends the conversation with a message about e-mail."),
];

describe("the picker", () => {
  it("finds by title first, then by description", () => {
    expect(searched(all, "e-mail").map((one) => one.id)).toEqual(["preset:ask_email", "own:end"]);
  });

  it("finds by the name of a preset in any language", () => {
    expect(searched(all, "email").map((one) => one.id)).toEqual(["preset:ask_email"]);
  });

  it("shows everything while nothing is written", () => {
    expect(searched(all, "  ")).toHaveLength(3);
  });

  it("offers no end where something follows", () => {
    expect(fitting(all, { isBetween: true }).map((one) => one.id)).not.toContain("own:end");
  });

  it("gives a new step a name that no other has", () => {
    const steps = [
      { id: "a", name: "Message" },
      { id: "b", name: "Message 2" },
    ];
    const made = withOwnNames(
      [
        { id: "c", name: "Message" },
        { id: "d", name: "Wait" },
      ],
      { dbcv: 1, kind: "bot", steps },
    );
    expect(made.map((step) => step.name)).toEqual(["Message 3", "Wait"]);
  });
});

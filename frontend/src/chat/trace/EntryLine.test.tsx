import { render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { expect, it } from "vitest";

import { EntryLine } from "./EntryLine";

it("a rule is told in words also where the editor, which brings them, was not opened", async () => {
  const entry = {
    kind: "rule",
    field: "message.text",
    operator: "equal",
    value: "4",
    outcome: false,
    actual: "5",
  };
  render(
    <Suspense fallback={null}>
      <EntryLine entry={entry} stepName={(id) => id} />
    </Suspense>,
  );
  expect(await screen.findByText(/answer is 4/)).toBeTruthy();
});

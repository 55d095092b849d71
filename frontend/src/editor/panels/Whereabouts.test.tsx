import { render } from "@testing-library/react";
import { beforeAll, expect, it } from "vitest";
import { createStore } from "zustand";

import { i18n } from "@/i18n";
import type { BotDocument } from "@/model/document";
import { indexOf } from "@/model/index";
import { EditorContext, type EditorState, type Issue } from "@/store";

import { Whereabouts } from "./Whereabouts";

const WAY = "steps.ask.groups.g.connections";
const BOT: BotDocument = {
  dbcv: 1,
  kind: "bot",
  steps: [
    {
      id: "ask",
      name: "Which tea?",
      message: { text: "Which?" },
      groups: [
        {
          id: "g",
          connections: [
            {
              id: "green",
              to: "",
              rules: {
                condition: "AND",
                rules: [{ field: "message.text", operator: "equal", value: "green" }],
              },
            },
            { id: "rest", to: "" },
          ],
        },
      ],
    },
  ],
};

beforeAll(() => i18n.loadNamespaces(["canvas", "rules"]));

function shown(target: string, message = "It is not chosen yet where this leads."): string {
  const index = indexOf(BOT);
  const store = createStore<EditorState>()(() => ({ document: BOT, index }) as EditorState);
  const issue: Issue = {
    code: "flow:no_target",
    severity: "error",
    path: "",
    target,
    step: "ask",
    message,
    message_ru: "",
  };
  const { container } = render(
    <EditorContext value={store}>
      <Whereabouts issue={issue} words={message} />
    </EditorContext>,
  );
  return container.textContent;
}

it("a problem of a way names its step, and the way as the canvas calls it", () => {
  expect(shown(`${WAY}.green.to`)).toBe("Which tea? · answer is green");
  expect(shown(`${WAY}.rest.to`)).toMatch(/^Which tea\? · otherwise$/i);
});

it("a problem of a step names it, where its words do not", () => {
  expect(shown("steps.ask.message.text")).toBe("Which tea?");
  expect(shown("steps.ask", "No way leads to the step “Which tea?”.")).toBe("");
});

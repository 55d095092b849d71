import { cleanup, fireEvent, screen } from "@testing-library/react";
import { beforeAll, expect, it } from "vitest";
import { i18n } from "@/i18n";
import type { BotDocument } from "@/model/document";
import { openInspector } from "../testing/open";

const BOT: BotDocument = {
  dbcv: 1,
  kind: "bot",
  variables: { token: "•••", keys: { secret: "•••", id: 1 } },
  secrets: ["bot.token", "bot.keys.secret"],
};

beforeAll(() => i18n.loadNamespaces(["inspector", "rules", "values"]));

async function opened() {
  localStorage.setItem("dbcv.inspector.sections", JSON.stringify({ "bot.variables": true }));
  const { changes, document } = openInspector(BOT);
  const field = async (name: string) =>
    (await screen.findByLabelText(`First value of bot.${name}`)) as HTMLInputElement;
  return { changes, document, field };
}

function type(field: HTMLInputElement, text: string) {
  for (let length = 1; length <= text.length; length += 1) {
    fireEvent.change(field, { target: { value: text.slice(0, length) } });
  }
}

it("a secret goes nowhere until it has been typed to its end, and is shown by nothing after", async () => {
  const { changes, document, field } = await opened();
  const token = await field("token");
  expect(token).toMatchObject({ type: "password", value: "" });
  expect(token.placeholder).toMatch(/Kept/);

  type(token, "password");
  expect(changes).toEqual([]);
  fireEvent.keyDown(token, { key: "Enter" });

  expect(changes).toEqual([[{ op: "set", path: ["variables", "token"], value: "password" }]]);
  expect(token.value).toBe("");
  fireEvent.blur(token);
  expect(changes).toHaveLength(1);
  expect(document().variables?.["token"]).toBe("password");
});

it("a secret is kept when its field is left, and not when the window is", async () => {
  const { changes, field } = await opened();
  const token = await field("token");
  token.focus();
  type(token, "pass");
  fireEvent.blur(token); // as when another window is looked at: the field has the focus still
  expect(changes).toEqual([]);

  type(token, "password");
  token.blur();
  expect(changes).toEqual([[expect.objectContaining({ value: "password" })]]);
});

it("nothing typed, or taken back, changes nothing", async () => {
  const { changes, field } = await opened();
  const token = await field("token");
  fireEvent.blur(token);
  type(token, "pass");
  fireEvent.keyDown(token, { key: "Escape" });
  fireEvent.blur(token);

  expect(changes).toEqual([]);
});

it("a value with a secret inside is taken as a whole too", async () => {
  const { changes, field } = await opened();
  const keys = await field("keys");
  expect(keys.value).toBe('{"secret":"•••","id":1}');

  type(keys, '{"secret":"abc","id":1}');
  fireEvent.blur(keys);

  expect(changes).toEqual([[expect.objectContaining({ value: { secret: "abc", id: 1 } })]]);
});

it("what was typed is kept where the field goes by a key", async () => {
  const { changes, field } = await opened();
  type(await field("token"), "password");
  cleanup();

  expect(changes).toHaveLength(1);
});

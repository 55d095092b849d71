import { fireEvent, screen } from "@testing-library/react";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { i18n } from "@/i18n";
import type { BotDocument } from "@/model/document";
import { usePlace } from "../place";
import { openInspector } from "../testing/open";

const sends = (id: string) => ({
  id,
  type: "integration" as const,
  integration: "mail.send",
  credential: "post",
});
const BOT: BotDocument = {
  dbcv: 1,
  kind: "bot",
  first_step: "hello",
  requests: [{ id: "price", name: "Price", url: "https://x.example", credential: "post" }],
  steps: [
    {
      id: "hello",
      name: "Hello",
      groups: [{ id: "g1", connections: [{ id: "c1", name: "over 18", to: "pay" }] }],
    },
    { id: "pay", name: "Pay", groups: [sends("g2")] },
    { id: "bye", name: "Bye", groups: [sends("g3")] },
  ],
};

beforeAll(() => i18n.loadNamespaces(["inspector", "rules", "values"]));
beforeEach(() => {
  localStorage.clear();
  usePlace.setState({ requestId: null, folded: new Set(), target: null });
});

const PATIENCE = { timeout: 20_000 };
const button = (name: string) => screen.findByRole("button", { name }, PATIENCE);
const press = async (name: string) => fireEvent.click(await button(name));

/** Which sections are open is remembered. */
async function open(name: string): Promise<void> {
  const section = await button(name);
  if (section.getAttribute("aria-expanded") === "false") fireEvent.click(section);
}

it("a step tells which ways lead to it, and goes there", async () => {
  const { revealed } = openInspector(BOT, { selection: { steps: ["pay"] } });
  await open("What leads here 1");
  await press("Hello: over 18");
  expect(revealed).toEqual([{ connection: "c1" }]);
}, 60_000);

it("the first step tells that conversations begin there; a step that nothing leads to says so", async () => {
  const { revealed } = openInspector(BOT, { selection: { steps: ["hello"] } });
  await open("What leads here 1");
  await press("Conversations begin here");
  expect(revealed).toMatchObject([{ path: ["first_step"] }]);
}, 60_000);

it("a credential and an operation tell where else they are used, and go there", async () => {
  const { revealed } = openInspector(BOT, { selection: { steps: ["pay"] } });
  await open("Also used in 1 other place");
  await press("Bye");
  expect(revealed).toMatchObject([{ step: "bye", path: ["steps", "bye", "groups", "g3", "integration"] }]);

  await open("Also used in 2 other places");
  await press("Request “Price”");
  expect(revealed.at(-1)).toMatchObject({ path: ["requests", "price", "credential"] });
}, 60_000);

it("a request tells which groups send it", async () => {
  usePlace.setState({ requestId: "price" });
  openInspector(BOT);
  expect(await screen.findByText("No step sends it yet.", {}, PATIENCE)).toBeTruthy();
}, 60_000);

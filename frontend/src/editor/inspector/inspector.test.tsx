import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import schemas from "@/testing/schemas.json";
import { i18n } from "@/i18n";
import type { BotDocument } from "@/model/document";
import type { Issue } from "@/store";
import { GROUPS } from "./groups/registry";
import { usePlace } from "./place";
import { BODIES } from "./requests/bodies/registry";
import { BODY_KINDS } from "./requests/operations";
import { EVERYTHING } from "./testing/everything";
import { openInspector, type Opened } from "./testing/open";
import { WIDGETS } from "./widget/registry";

// Everything at once is much to draw where there is no browser.
const PATIENCE = 180_000;
const keysOf = (schema: { properties: object }) => Object.keys(schema.properties);

beforeAll(() => i18n.loadNamespaces(["inspector", "rules", "values"]));
beforeEach(() => {
  usePlace.setState({ requestId: null, folded: new Set(), target: null });
  const sections = ["bot.variables", "bot.groups", "bot.settings", "request.options", "requests"];
  localStorage.setItem(
    "dbcv.inspector.sections",
    JSON.stringify(Object.fromEntries(sections.map((one) => [one, true]))),
  );
});

/** Opens whatever is folded away. */
async function unfold({ container }: Opened): Promise<void> {
  await waitFor(() => expect(container.querySelector("section")).not.toBeNull());
  await settled();
  for (let round = 0; round < 6; round += 1) {
    const folded = container.querySelectorAll<HTMLElement>(
      "button[aria-expanded='false']:not([aria-haspopup])",
    );
    if (folded.length === 0) break;
    for (const button of folded) fireEvent.click(button);
    await settled();
  }
}

/** Editors that load lazily have come, and have said nothing. */
async function settled(): Promise<void> {
  await act(() => new Promise((resolve) => setTimeout(resolve, 30)));
}

function places({ container }: Opened): string[] {
  return [...container.querySelectorAll<HTMLElement>("[data-place]")].map((one) =>
    (one.dataset["place"] ?? "").replaceAll("\u0000", "."),
  );
}

describe("a form for everything the language can say", () => {
  it("there is one for every type of group, kind of widget and kind of body", () => {
    expect(Object.keys(GROUPS).toSorted()).toEqual(schemas.GroupType.enum.toSorted());
    expect(Object.keys(WIDGETS).toSorted()).toEqual(
      Object.keys(schemas.AnyWidget.discriminator.mapping).toSorted(),
    );
    expect(Object.keys(BODIES)).toEqual([...BODY_KINDS]);
    const bodies = ["body", "form", "multipart", "file"];
    expect(
      keysOf(schemas.RequestChange)
        .filter((key) => bodies.includes(key))
        .toSorted(),
    ).toEqual(bodies.toSorted());
  });

  it(
    "every key of a step, its message, groups and connections has a field, and looking at them changes nothing",
    async () => {
      const opened = openInspector(EVERYTHING, { selection: { steps: ["all"] } });
      await unfold(opened);
      const found = new Set(places(opened));
      const step = ["name", "note", "proxy"].map((key) => `steps.all.${key}`);
      const message = keysOf(schemas.Message).map((key) => `steps.all.message.${key}`);
      const buttons = keysOf(schemas.Button).map((key) => `steps.all.message.buttons.0.${key}`);
      const attachment = ["url", "type", "name"].map((key) => `steps.all.message.attachments.0.${key}`);
      const template = ["inputs", "outputs", "version"].map((key) => `steps.all.template.${key}`);
      const connection = keysOf(schemas.ConnectionChange).map(
        (key) => `steps.all.groups.message.connections.ma.${key}`,
      );
      for (const place of [...step, ...message, ...buttons, ...attachment, ...template, ...connection]) {
        expect(found, place).toContain(place);
      }
      expect(found).toContain("steps.all.message.attachments.1.file");
      for (const key of keysOf(schemas.ConnectionGroupChange)) {
        const ending = new RegExp(`^steps\\.all\\.groups\\.[a-z]+\\.${key}$`);
        expect(
          [...found].some((place) => ending.test(place)),
          key,
        ).toBe(true);
      }
      expect(opened.changes).toEqual([]);
      expect(opened.document()).toBe(EVERYTHING);
    },
    PATIENCE,
  );

  it(
    "every key of the bot that is not a place of its own has a field",
    async () => {
      const opened = openInspector(EVERYTHING);
      await unfold(opened);
      const elsewhere = ["dbcv", "kind", "steps", "notes", "templates", "tests", "requests", "groups"];
      for (const key of Object.keys(EVERYTHING).filter((one) => !elsewhere.includes(one))) {
        expect(places(opened), key).toContain(key);
      }
      expect(places(opened)).toContain("groups.bot-group.connections");
      expect(opened.changes).toEqual([]);
    },
    PATIENCE,
  );

  it.each(EVERYTHING.requests?.map((one) => one.id) ?? [])(
    "the request %s is shown whole and stays as it is",
    async (id) => {
      const opened = openInspector(EVERYTHING);
      await settled();
      act(() => usePlace.getState().openRequest(id));
      await unfold(opened);
      const bodies = ["body", "form", "multipart", "file"];
      const request = EVERYTHING.requests?.find((one) => one.id === id) ?? { id };
      const common = keysOf(schemas.RequestChange).filter((key) => !bodies.includes(key) && key !== "retry");
      for (const key of [...common, "retry.times", ...bodies.filter((one) => one in request)]) {
        expect(places(opened), key).toContain(`requests.${id}.${key}`);
      }
      expect(opened.changes).toEqual([]);
    },
    PATIENCE,
  );

  it.each(Object.keys(WIDGETS))(
    "the widget %s is shown with its settings, unknown ones too, and stays as it is",
    async (type) => {
      const opened = openInspector(EVERYTHING, { selection: { steps: [`widget-${type}`] } });
      await unfold(opened);
      expect(places(opened)).toContain(`steps.widget-${type}.message.widget.props`);
      expect(within(opened.container).getAllByText("unknown").length).toBeGreaterThan(0);
      expect(opened.changes).toEqual([]);
    },
    PATIENCE,
  );

  it.each([
    ["a connection", { connection: "ma" }],
    ["a note", { notes: ["note"] }],
    ["several steps", { steps: ["all", "bye"] }],
  ])(
    "%s is looked at without a change",
    async (_, selection) => {
      const opened = openInspector(EVERYTHING, { selection });
      await unfold(opened);
      expect(opened.changes).toEqual([]);
    },
    PATIENCE,
  );
});

describe("a field", { timeout: PATIENCE }, () => {
  const bot: BotDocument = {
    dbcv: 1,
    kind: "bot",
    steps: [{ id: "a", groups: [{ id: "g", on: "timeout", after: 60 }] }],
  };

  it("is kept as it is typed, and taken away where it is emptied", async () => {
    const opened = openInspector(bot, { selection: { steps: ["a"] } });
    await settled();
    const name = screen.getByLabelText("Name");
    fireEvent.change(name, { target: { value: "Hello" } });
    expect(opened.document().steps?.[0]?.name).toBe("Hello");
    fireEvent.change(name, { target: { value: "" } });
    expect(opened.document().steps?.[0]).not.toHaveProperty("name");
  });

  it("says what is wrong and keeps the text, not the value", async () => {
    const opened = openInspector(bot, { selection: { steps: ["a"] } });
    await settled();
    const after = screen.getByLabelText("After");
    fireEvent.change(after, { target: { value: "soon" } });
    expect(after).toHaveProperty("value", "soon");
    expect(screen.getByText("Write a number.")).toBeTruthy();
    expect(opened.changes).toEqual([]);
  });

  it("that is folded away opens where it is asked for, and can be folded away again", async () => {
    const opened = openInspector(bot, { selection: { steps: ["a"] } });
    await settled();
    const priority = "steps.a.groups.g.priority";
    expect(places(opened)).not.toContain(priority);
    act(() => usePlace.getState().aim(priority.split(".")));
    expect(places(opened)).toContain(priority);
    fireEvent.click(screen.getByRole("button", { name: "More settings" }));
    expect(places(opened)).not.toContain(priority);
  });

  it("says where nobody waits for what the message asks", async () => {
    const asking = { widget: { type: "rating" as const } };
    const steps = [
      { id: "passes", proxy: true, message: asking },
      { id: "waits", message: asking },
    ];
    const warned = /the answer is not waited for/;
    openInspector({ ...bot, steps }, { selection: { steps: ["passes"] } });
    await settled();
    expect(screen.getByText(warned)).toBeTruthy();
    cleanup();
    openInspector({ ...bot, steps }, { selection: { steps: ["waits"] } });
    await settled();
    expect(screen.queryByText(warned)).toBeNull();
  });

  it("shows the issue of its place once, with what mends it", async () => {
    const fix = {
      title: "Set it",
      title_ru: "",
      operations: [{ op: "set", path: "steps.a.groups.g.after", value: 5 }],
    };
    const issue: Issue = {
      code: "group:no_after",
      severity: "error",
      path: "",
      target: "steps.a.groups.g.after",
      step: "a",
      message: "No time.",
      message_ru: "",
      fix,
    };
    const opened = openInspector(bot, { selection: { steps: ["a"] }, issues: [issue] });
    await settled();
    expect(screen.getAllByText("No time.")).toHaveLength(1);
    fireEvent.click(screen.getByRole("button", { name: "Set it" }));
    expect(opened.document().steps?.[0]?.groups?.[0]?.after).toBe(5);
  });

  it(
    "cannot be changed by those who only look",
    async () => {
      const opened = openInspector(EVERYTHING, { selection: { steps: ["all"] }, readOnly: true });
      await unfold(opened);
      expect(screen.queryByRole("button", { name: "Add a button" })).toBeNull();
      expect(screen.getByLabelText("Name")).toHaveProperty("value", "All");
      const fields = [...opened.container.querySelectorAll<HTMLInputElement>("input[type='text'], textarea")];
      expect(fields.filter((one) => !one.readOnly).map((one) => one.placeholder || one.value)).toEqual([]);
      expect(opened.changes).toEqual([]);
    },
    PATIENCE,
  );
});

import { describe, expect, it } from "vitest";

import type { BotDocument } from "../document";
import { indexOf } from "../index";
import { apply } from "../operations";
import { search } from "../search";
import {
  usagesOfCredential,
  usagesOfIntegration,
  usagesOfStep,
  usagesOfTemplate,
  usagesOfVariable,
  variablesIn,
  variablesOf,
} from "./index";

const bot: BotDocument = {
  dbcv: 1,
  kind: "bot",
  first_step: "hello",
  variables: { mark: 1 },
  requests: [{ id: "price", name: "Price of a pizza", url: "https://api.example", credential: "shop" }],
  groups: [{ id: "g0", connections: [{ id: "c0", name: "help me", to: "help" }] }],
  notes: [{ id: "n1", text: "Ask legal about pizza" }],
  steps: [
    {
      id: "hello",
      name: "Приветствие",
      message: { text: "Hi {$user.name$}", buttons: [{ text: "Order a pizza", value: "{$bot.mark$}" }] },
      groups: [
        {
          id: "g1",
          set: [{ variable: "session.order", value: { list: ["{$message.text$}"] } }],
          connections: [
            {
              id: "c1",
              to: "pay",
              rules: {
                condition: "OR",
                rules: [
                  {
                    condition: "AND",
                    rules: [{ field: "session.order", operator: "equal", value: "margherita" }],
                  },
                ],
              },
            },
          ],
        },
      ],
    },
    { id: "pay", name: "Pay", template: { id: "mail", version: 2 } },
    {
      id: "lost",
      groups: [
        {
          id: "g9",
          type: "integration",
          integration: "mail.send",
          credential: "shop",
          config: { to: "{$session.order.0$}" },
        },
      ],
    },
    { id: "help" },
  ],
};

describe("usages", () => {
  it("of a variable are told with their places, what is inside it included", () => {
    const found = usagesOfVariable(bot, "session.order").map((one) => [
      one.kind,
      one.path.join("."),
      one.variable,
    ]);
    expect(found).toEqual([
      ["write", "steps.hello.groups.g1.set.0.variable", "session.order"],
      ["read", "steps.hello.groups.g1.connections.c1.rules.rules.0.rules.0.field", "session.order"],
      ["read", "steps.lost.groups.g9.config.to", "session.order.0"],
    ]);
    expect([...variablesOf(bot).keys()]).toEqual(["bot.mark", "user.name", "session.order", "message.text"]);
  });

  it("of parts are told", () => {
    expect(usagesOfStep(bot, "pay").map((one) => one.connection)).toEqual(["c1"]);
    expect(usagesOfStep(bot, "hello").map((one) => one.path)).toEqual([["first_step"]]);
    expect(usagesOfCredential(bot, "shop").map((one) => one.path.join("."))).toEqual([
      "steps.lost.groups.g9.credential",
      "requests.price.credential",
    ]);
    expect(usagesOfIntegration(bot, "mail.send").map((one) => one.path.join("."))).toEqual([
      "steps.lost.groups.g9.integration",
    ]);
    expect(usagesOfTemplate(bot, "mail", 2)).toHaveLength(1);
    expect(usagesOfTemplate(bot, "mail", 1)).toHaveLength(0);
  });
});

it("placeholders are read as the engine reads them", () => {
  expect(variablesIn("{$ a.b | default:'{$c.d$}' $} {$e.f$} {$ broken {$g.h|upper$} $}")).toEqual([
    "a.b",
    "c.d",
    "e.f",
    "g.h",
  ]);
  expect(variablesIn("no {placeholder}")).toEqual([]);
});

describe("search", () => {
  const titles = (query: string) => search(bot, query).map((one) => `${one.kind} ${one.path.join(".")}`);

  it("finds the best first", () => {
    expect(titles("pizza")).toEqual([
      "request requests.price",
      "text steps.hello.message.buttons.0",
      "note notes.n1",
    ]);
    expect(titles("pay")[0]).toBe("step steps.pay");
    expect(titles("приве")[0]).toBe("step steps.hello");
    expect(titles("margherita")).toEqual(["rule steps.hello.groups.g1.connections.c1.rules"]);
    expect(titles("session.ord")[0]).toBe("variable steps.hello.groups.g1.set.0.variable");
    expect(titles("help me")).toContain("connection groups.g0.connections.c0");
    expect(titles("  ")).toEqual([]);
    expect(titles("nothing of the kind")).toEqual([]);
  });

  it("cuts out where it was found", () => {
    const long = apply(bot, [
      { op: "set", path: "steps.pay.message.text", value: `${"a ".repeat(100)}needle${" b".repeat(100)}` },
    ]);
    expect(search(long, "needle")[0]?.excerpt).toMatch(/^….{40}needle.{40}…$/);
  });
});

describe("an index", () => {
  it("finds parts wherever they are, and what leads where", () => {
    const index = indexOf(bot);
    expect(index.group("g1")?.stepId).toBe("hello");
    expect(index.group("g0")).toMatchObject({ stepId: null });
    expect(index.connection("c1")).toMatchObject({ groupId: "g1", stepId: "hello" });
    expect(index.incoming("help").map((one) => one.connection.id)).toEqual(["c0"]);
    expect(index.outgoing("hello").map((one) => one.connection.to)).toEqual(["pay"]);
    expect(index.outgoing("gone")).toEqual([]);
    expect(index.request("price")?.name).toBe("Price of a pizza");
    expect(indexOf(bot)).toBe(index);
  });

  it("of the next document says what is so now, whatever was taken over", () => {
    let document = bot;
    let index = indexOf(document);
    index.incoming("pay");
    index.group("g1");
    const changes = [
      { op: "set", path: "steps.hello.message.text", value: "x" },
      { op: "set", path: "steps.hello.groups.g1.connections.c1.to", value: "lost" },
      { op: "set", path: "steps.hello.groups.g1.connections.c1.name", value: "named" },
      { op: "move", path: "steps.hello.groups.g1", to: "steps.pay.groups" },
      { op: "order", path: "steps", value: ["pay", "lost"] },
      { op: "remove", path: "steps.pay" },
      { op: "add", path: "groups", value: { id: "g7", connections: [{ id: "c7", to: "lost" }] } },
      { op: "remove", path: "groups.g0" },
      { op: "set", path: "requests.price.name", value: "Cost" },
    ] as const;
    for (const change of changes) {
      document = apply(document, [change]);
      const next = indexOf(document, index);
      const fresh = indexOf(structuredClone(document));
      for (const id of ["hello", "pay", "lost", "help"]) {
        expect(next.step(id)).toEqual(fresh.step(id));
        expect(next.incoming(id)).toEqual(fresh.incoming(id));
        expect(next.outgoing(id)).toEqual(fresh.outgoing(id));
      }
      for (const id of ["g0", "g1", "g7", "g9"]) expect(next.group(id)).toEqual(fresh.group(id));
      for (const id of ["c0", "c1", "c7"]) expect(next.connection(id)).toEqual(fresh.connection(id));
      expect(next.request("price")).toEqual(fresh.request("price"));
      index = next;
    }
  });
});

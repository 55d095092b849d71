import type { Button, Connection, Group, Step } from "@/model/document";
import { inOrder } from "@/model/document";
import { isObject } from "@/model/json";

/** What pressing a button says. */
export function saidBy(button: Button): string {
  return button.value ?? button.text ?? "";
}

/** The group among whose connections those of buttons are. */
export function answeringGroup(step: Step): Group | null {
  const groups = inOrder(step.groups).filter((group) => (group.on ?? "message") === "message");
  return groups.find((group) => (group.type ?? "message") === "message") ?? null;
}

export interface Way {
  group: Group;
  connection: Connection;
  /** Where in the document the text stands that the rule compares with. */
  rule: readonly string[];
}

const FIELDS: ReadonlySet<unknown> = new Set(["message.text", "message.button"]);

/** The connection that is taken when the button is pressed: one whose only rule asks for exactly what it says. */
export function wayOf(step: Step, button: Button): Way | null {
  const said = saidBy(button);
  for (const group of inOrder(step.groups)) {
    for (const connection of inOrder(group.connections)) {
      const asked = onlyRule(connection.rules);
      if (asked !== null && asked.value === said) return { group, connection, rule: asked.path };
    }
  }
  return null;
}

function onlyRule(rules: unknown): { value: unknown; path: string[] } | null {
  if (!isObject(rules)) return null;
  const inner = rules["rules"];
  if (!Array.isArray(inner)) return plain(rules, ["value"]);
  if (inner.length !== 1 || rules["not"] === true) return null;
  return plain(inner[0], ["rules", "0", "value"]);
}

function plain(rule: unknown, path: string[]): { value: unknown; path: string[] } | null {
  if (!isObject(rule) || !FIELDS.has(rule["field"])) return null;
  const equal = rule["operator"] === "equal" || rule["operator"] === "equals";
  return equal ? { value: rule["value"], path } : null;
}

/** The rules of a connection that is taken when a button is pressed, or the same is typed. */
export function rulesFor(button: Button): Connection["rules"] {
  return { condition: "AND", rules: [{ field: "message.text", operator: "equal", value: saidBy(button) }] };
}

/** Another button says the same: which of them was pressed cannot be told. */
export function saysTheSame(buttons: readonly Button[], place: number): boolean {
  const button = buttons[place];
  if (button === undefined || saidBy(button) === "") return false;
  return buttons.some((other, at) => at !== place && saidBy(other) === saidBy(button));
}

import { groupType, inOrder } from "@/model/document";
import type { Button, Connection, Group, GroupType, RuleSet, Step } from "@/model/document";

export type RowKind =
  "button" | "condition" | "error" | "timeout" | "otherwise" | "next" | "work" | "open" | "end";

/** One line of a node. `handle`: where a connection starts; null where none can. */
export interface Row {
  readonly kind: RowKind;
  readonly handle: string | null;
  readonly group: Group | null;
  readonly connection: Connection | null;
  readonly button: Button | null;
  readonly work: GroupType;
}

/** Handles that make a connection when one is drawn from them. */
export const OPEN = "open";
const BUTTON = "button:";
const GROUP = "group:";

export type Start =
  | { readonly kind: "connection"; readonly id: string }
  | { readonly kind: "button"; readonly place: number }
  | { readonly kind: "group"; readonly id: string }
  | { readonly kind: "open" };

export function startOf(handle: string): Start {
  if (handle === OPEN) return { kind: "open" };
  if (handle.startsWith(BUTTON)) return { kind: "button", place: Number(handle.slice(BUTTON.length)) };
  if (handle.startsWith(GROUP)) return { kind: "group", id: handle.slice(GROUP.length) };
  return { kind: "connection", id: handle };
}

export function rowsOf(step: Step): readonly Row[] {
  const buttons = step.message?.buttons ?? [];
  const taken = new Set<number>();
  const rows = inOrder(step.groups).flatMap((group) => rowsOfGroup(group, buttons, taken));
  const free = buttons.flatMap((button, place) =>
    taken.has(place) ? [] : [row("button", `${BUTTON}${place}`, { button })],
  );
  const last = rows.findIndex(
    (one) => (one.kind === "otherwise" || one.kind === "next") && one.work === "message",
  );
  const placed = last < 0 ? [...rows, ...free] : rows.toSpliced(last, 0, ...free);
  return [...placed, ...closing(step, placed)];
}

/** Every step can be led on from: an end says so, other steps have a place to start another way. */
function closing(step: Step, rows: readonly Row[]): readonly Row[] {
  if (rows.length > 0) return [];
  return [row(step.proxy || step.template ? "open" : "end", OPEN)];
}

/** Whether one more way can be drawn that is not shadowed by one that is always taken. */
export function isOpen(step: Step): boolean {
  return !(step.groups ?? []).some(
    (group) =>
      groupType(group) === "message" &&
      group.on !== "timeout" &&
      (group.connections ?? []).some((connection) => isAlways(connection)),
  );
}

export function isAlways(connection: Connection): boolean {
  return isEmpty(connection.rules) && isEmpty(connection.filters);
}

function rowsOfGroup(group: Group, buttons: readonly Button[], taken: Set<number>): readonly Row[] {
  const work = groupType(group);
  const connections = inOrder(group.connections);
  const single = connections.length === 1;
  const rows = connections.map((connection) => {
    const place = buttonOf(connection, buttons, taken);
    if (place >= 0) taken.add(place);
    const kind = place >= 0 ? "button" : kindOf(connection, group, single);
    return row(kind, connection.id, { connection, group, work, button: buttons[place] ?? null });
  });
  if (work === "message" && group.on !== "timeout") return rows;
  if (group.on === "timeout" && work === "message" && single) return rows;
  const closed = connections.some(isAlways);
  const head = group.on === "timeout" && work === "message" ? "timeout" : "work";
  return [row(head, closed ? null : `${GROUP}${group.id}`, { group, work }), ...rows];
}

function kindOf(connection: Connection, group: Group, single: boolean): RowKind {
  if (group.on === "timeout" && single && groupType(group) === "message") return "timeout";
  if (isAlways(connection)) return single ? "next" : "otherwise";
  return isAboutError(connection.rules) ? "error" : "condition";
}

function row(kind: RowKind, handle: string | null, rest: Partial<Row> = {}): Row {
  return { group: null, connection: null, button: null, work: "message", ...rest, kind, handle };
}

function isEmpty(rules: RuleSet | undefined): boolean {
  return rules === undefined || Object.keys(rules).length === 0;
}

function isAboutError(rules: RuleSet | undefined): boolean {
  return soleRules(rules).some(
    (rule) =>
      /^(response|code|integration)\.error(\.|$)/.test(String(rule["field"])) &&
      (rule["operator"] === "is_not_null" || rule["operator"] === "is_not_empty"),
  );
}

const OF_A_BUTTON = new Set(["message.text", "message.button"]);
const EQUALITY = new Set(["equal", "equals", "in"]);

/** The place of the button a connection is for, -1 where it is for none. */
function buttonOf(connection: Connection, buttons: readonly Button[], taken: ReadonlySet<number>): number {
  if (buttons.length === 0) return -1;
  const [rule, ...others] = soleRules(connection.rules);
  if (rule === undefined || others.length > 0) return -1;
  if (!OF_A_BUTTON.has(String(rule["field"])) || !EQUALITY.has(String(rule["operator"]))) return -1;
  const values = valuesOf(rule["value"]);
  return buttons.findIndex(
    (button, place) =>
      !taken.has(place) && (values.has(button.value ?? button.text ?? "") || values.has(button.text ?? "")),
  );
}

function soleRules(rules: RuleSet | undefined): readonly RuleSet[] {
  if (rules === undefined || rules["not"] === true) return [];
  const inner = rules["rules"];
  if (!Array.isArray(inner)) return "field" in rules ? [rules] : [];
  return inner.filter(
    (rule): rule is RuleSet => typeof rule === "object" && rule !== null && "field" in rule,
  );
}

function valuesOf(value: unknown): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.map(String));
  return new Set(typeof value === "string" ? [value, ...value.split(",").map((part) => part.trim())] : []);
}

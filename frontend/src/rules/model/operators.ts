/** How many values an operator takes, and how they are written. */
export type Operand = "one" | "list" | "pair" | "pattern" | "none";
export type OperatorFamily = "equality" | "order" | "text" | "list" | "presence" | "pattern";

export interface Operator {
  readonly name: string;
  readonly takes: Operand;
  readonly family: OperatorFamily;
  readonly isNegated: boolean;
}

function both(
  positive: string,
  negative: string,
  takes: Operand,
  family: OperatorFamily,
): readonly Operator[] {
  return [
    { name: positive, takes, family, isNegated: false },
    { name: negative, takes, family, isNegated: true },
  ];
}

function order(name: string): Operator {
  return { name, takes: "one", family: "order", isNegated: false };
}

/** The operators of the language (flow-language.md 5), in the order they are offered. */
export const OPERATORS: readonly Operator[] = [
  ...both("equal", "not_equal", "one", "equality"),
  ...both("in", "not_in", "list", "list"),
  order("less"),
  order("less_or_equal"),
  order("greater"),
  order("greater_or_equal"),
  ...both("between", "not_between", "pair", "order"),
  ...both("contains", "not_contains", "one", "text"),
  ...both("begins_with", "not_begins_with", "one", "text"),
  ...both("ends_with", "not_ends_with", "one", "text"),
  ...both("matches", "not_matches", "pattern", "pattern"),
  ...both("is_empty", "is_not_empty", "none", "presence"),
  ...both("is_null", "is_not_null", "none", "presence"),
];

export const ALIASES: Readonly<Record<string, string>> = {
  equals: "equal",
  not_equals: "not_equal",
  greater_than: "greater",
  greater_than_or_equal: "greater_or_equal",
  less_than: "less",
  less_than_or_equal: "less_or_equal",
};

const BY_NAME = new Map(OPERATORS.map((operator) => [operator.name, operator]));

/** By its name or an alias of it. */
export function operatorNamed(name: string): Operator | undefined {
  return BY_NAME.get(Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name);
}

export const TYPES = ["string", "integer", "double", "boolean", "date", "time", "datetime"] as const;
export type RuleType = (typeof TYPES)[number];

export function isType(name: string | null): name is RuleType {
  return TYPES.some((type) => type === name);
}

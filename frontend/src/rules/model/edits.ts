import type { Json } from "@/model/json";
import { operatorNamed, type Operand } from "./operators";
import { emptyGroup, newId } from "./parse";
import type { ShownGroup, ShownRule } from "./shown";

export function newRule(field = "message.text"): ShownRule {
  return {
    id: newId(),
    kind: "rule",
    field,
    operator: "equal",
    value: "",
    type: null,
    ignoreCase: false,
    raw: {},
  };
}

export function newGroup(combinator: "and" | "or"): ShownGroup {
  return { ...emptyGroup(null), combinator, rules: [newRule()] };
}

/** The value is kept as far as the other operator can take it. */
export function withOperator(rule: ShownRule, operator: string): ShownRule {
  const takes = operatorNamed(operator)?.takes;
  if (takes === undefined || takes === operatorNamed(rule.operator)?.takes) return { ...rule, operator };
  return { ...rule, operator, value: OPERANDS[takes](rule.value) };
}

const OPERANDS: Readonly<Record<Operand, (value: Json | undefined) => Json | undefined>> = {
  one: first,
  pattern: (value) => (typeof first(value) === "string" ? first(value) : ""),
  list: (value) =>
    isEmpty(value) ? [] : Array.isArray(value) ? value.filter((part) => !isEmpty(part)) : value,
  pair: (value) => {
    const [low, high] = Array.isArray(value) ? value : [value];
    return [low ?? "", high ?? ""];
  },
  none: () => undefined,
};

function first(value: Json | undefined): Json {
  if (Array.isArray(value)) return (value[0] as Json | undefined) ?? "";
  return value ?? "";
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === "";
}

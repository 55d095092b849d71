import type { Json, JsonObject } from "@/model/json";
import { omit } from "@/values/fields/omit";
import { combinatorOf } from "./parse";
import type { Shown, ShownGroup, ShownRule } from "./shown";

/** The rule set as it is written; null: no rules, always true. */
export function format(root: ShownGroup): JsonObject | null {
  const [only, ...others] = root.rules;
  if (root.isBare && only && only.kind !== "group" && others.length === 0 && !root.not) {
    const written = formatNode(only);
    return isWritten(written) ? written : null;
  }
  if (root.rules.length === 0 && !root.not && (root.raw === null || root.raw.rules === undefined))
    return root.raw;
  return formatGroup(root);
}

function isWritten(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function formatNode(shown: Shown): Json {
  if (shown.kind === "unread") return shown.raw;
  return shown.kind === "group" ? formatGroup(shown) : formatRule(shown);
}

function formatGroup({ combinator, not, rules, raw }: ShownGroup): JsonObject {
  const isSame = combinatorOf(raw?.condition) === combinator;
  const written: Record<string, Json> = {
    ...raw,
    condition: isSame ? (raw?.condition ?? "AND") : combinator.toUpperCase(),
    rules: rules.map(formatNode),
  };
  return withFlag(written, "not", not);
}

function formatRule(rule: ShownRule): JsonObject {
  const { raw } = rule;
  const written: Record<string, Json> = { ...raw };
  if (rule.field !== (raw.field ?? "")) written.field = rule.field;
  if (rule.operator !== (raw.operator ?? "")) written.operator = rule.operator;
  if (rule.value === undefined) delete written.value;
  else written.value = rule.value;
  if (rule.type !== (raw.type ?? null)) {
    if (rule.type === null) delete written.type;
    else written.type = rule.type;
  }
  return withFlag(written, "ignore_case", rule.ignoreCase);
}

/** A flag that says the same stays as it is written, null and false too. */
function withFlag(written: Record<string, Json>, name: string, flag: boolean): JsonObject {
  if ((written[name] === true) === flag) return written;
  if (flag) return { ...written, [name]: true };
  return omit(written, name);
}

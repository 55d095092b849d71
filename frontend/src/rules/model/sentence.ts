import type { TFunction } from "i18next";

import type { Json, JsonObject } from "@/model/json";
import { isAlone, replacePlaceholders } from "@/values/syntax/placeholders";
import { isNumeric } from "@/values/fields/kinds";
import { operatorNamed, type Operator } from "./operators";
import { parse } from "./parse";
import type { Shown, ShownGroup, ShownRule } from "./shown";

export interface SentenceOptions {
  /** With whole paths, types and whether case counts. */
  readonly full?: boolean;
  /** So many characters at most: "age > 18 and 2 more". */
  readonly most?: number;
}

type Words = TFunction<"rules">;

interface Telling {
  readonly t: Words;
  readonly isFull: boolean;
}

/** A rule set in words: "age > 18 and language is ru". `t` of the namespace "rules"; "" where there are no rules. */
export function sentence(
  rules: JsonObject | null | undefined,
  t: Words,
  options: SentenceOptions = {},
): string {
  const root = parse(rules);
  const how = { t, isFull: options.full === true };
  const whole = groupSaid(root, how, true);
  return options.most === undefined || whole.length <= options.most
    ? whole
    : shortened(root, how, options.most);
}

function shortened(root: ShownGroup, how: Telling, most: number): string {
  const { t } = how;
  const said = root.not ? [] : root.rules.map((part) => partSaid(part, how));
  for (let kept = said.length - 1; kept > 0; kept--) {
    const shown = said.slice(0, kept).join(` ${t(root.combinator)} `);
    const text = t("more", { shown, join: t(root.combinator), count: said.length - kept });
    if (text.length <= most) return text;
  }
  const first = said[0] ?? groupSaid(root, how, true);
  return first.length > most ? `${first.slice(0, most - 1).trimEnd()}…` : first;
}

function groupSaid(group: ShownGroup, how: Telling, isOutermost = false): string {
  const { t } = how;
  if (group.rules.length === 0) {
    if (isOutermost && !group.not && (group.raw === null || group.combinator === "and")) return "";
    return t((group.combinator === "and") === !group.not ? "always" : "never");
  }
  const inner = group.rules.map((part) => partSaid(part, how)).join(` ${t(group.combinator)} `);
  if (group.not) return t("not", { inner });
  return isOutermost || group.rules.length === 1 ? inner : `(${inner})`;
}

function partSaid(part: Shown, how: Telling): string {
  if (part.kind === "group") return groupSaid(part, how);
  return part.kind === "rule" ? ruleSaid(part, how) : how.t("unread");
}

export function ruleSaid(rule: ShownRule, how: Telling): string {
  const { t, isFull } = how;
  const operator = operatorNamed(rule.operator);
  const field = fieldSaid(rule.field, how);
  if (!operator)
    return [field, rule.operator, valueSaid(rule.value, rule.field, how)].filter(Boolean).join(" ");
  const fact = isFull ? null : factSaid(rule, how);
  const said = fact ?? t(`says.${operator.name}`, { field, ...operands(rule, operator, how) });
  if (!isFull) return said;
  const remarks = [
    rule.type !== null && t(`as.${rule.type}`, { defaultValue: rule.type }),
    rule.ignoreCase && t("as.anyCase"),
  ].filter(Boolean);
  return remarks.length > 0 ? `${said} (${remarks.join(", ")})` : said;
}

/** What is either so or not is said outright: "request failed", not "request succeeded is no". */
function factSaid({ field, operator, value }: ShownRule, { t }: Telling): string | null {
  const path = field.trim();
  if (path === "code.error" && operator === "is_not_null") return t("fact.code_error.yes");
  if (path === "code.error" && operator === "is_null") return t("fact.code_error.no");
  if (typeof value !== "boolean" || (operator !== "equal" && operator !== "not_equal")) return null;
  const holds = (operator === "equal") === value ? "yes" : "no";
  if (path === "response.ok") return t(`fact.response_ok.${holds}`);
  return path === "integration.ok" ? t(`fact.integration_ok.${holds}`) : null;
}

function operands({ value, field }: ShownRule, { takes }: Operator, how: Telling): Record<string, string> {
  if (takes === "pair") {
    const [low, high] = Array.isArray(value) ? (value as readonly Json[]) : [];
    return { low: valueSaid(low, field, how), high: valueSaid(high, field, how) };
  }
  if (takes === "list") return { value: listSaid(value, field, how) };
  if (takes === "pattern")
    return { value: typeof value === "string" ? withNames(value, how) : valueSaid(value, field, how) };
  return { value: valueSaid(value, field, how) };
}

function listSaid(value: Json | undefined, field: string, how: Telling): string {
  const parts: readonly Json[] =
    typeof value === "string" && !isAlone(value)
      ? splitAtCommas(value)
      : Array.isArray(value)
        ? (value as readonly Json[])
        : value === undefined || value === null
          ? []
          : [value];
  return parts.map((part) => valueSaid(part, field, how)).join(", ") || how.t("nothing");
}

function splitAtCommas(text: string): string[] {
  const whole: string[] = [];
  const marked = replacePlaceholders(
    text,
    ({ from, to }) => `\uE000${whole.push(text.slice(from, to)) - 1}\uE000`,
  );
  return marked.split(",").flatMap((part) => {
    const back = part.trim().replace(/\uE000(\d+)\uE000/g, (_, number) => whole[Number(number)] ?? "");
    return back || [];
  });
}

/** A variable as it is called in a sentence: by a word, else without its scope. */
export function fieldSaid(path: string, { t, isFull }: Telling): string {
  const trimmed = path.trim();
  if (isFull || trimmed === "") return trimmed || "…";
  const [, ...rest] = trimmed.split(".");
  return t(`field.${trimmed.replaceAll(".", "_")}`, { defaultValue: rest.join(".") || trimmed });
}

function withNames(text: string, how: Telling): string {
  return replacePlaceholders(text, ({ path }) => fieldSaid(path, how));
}

function valueSaid(value: Json | undefined, field: string, how: Telling): string {
  const { t } = how;
  if (value === undefined || value === null) return t("nothing");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "object") return JSON.stringify(value);
  if (field.trim() === "system.weekday" && /^[1-7]$/.test(String(value))) return t(`weekday.${value}`);
  if (typeof value === "number" || isAlone(value)) return withNames(String(value), how);
  const text = withNames(value, how);
  const isPlain = text !== "" && !/[\s,()"“”«»]/.test(text) && !isReserved(text);
  return isPlain || isNumeric(text) ? text : t("quoted", { text });
}

function isReserved(text: string): boolean {
  return /^(true|false|null)$/i.test(text);
}

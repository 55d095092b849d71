import type { Json } from "@/model/json";
import { isNumeric } from "@/values/fields/kinds";
import { readFault } from "@/values/syntax/paths";
import { isType, operatorNamed, type Operand, type Operator, type RuleType } from "./operators";
import type { ShownRule } from "./shown";

/** `code` is a key of `rules:misfit`; `isWrong`: the rule cannot be tested or never holds. */
export interface Misfit {
  readonly code: string;
  readonly found?: string;
  readonly isWrong: boolean;
}

const wrong = (code: string, found?: string): Misfit => ({ code, found, isWrong: true });
const doubt = (code: string, found?: string): Misfit => ({ code, found, isWrong: false });

/** Where operator, type and value do not fit together; the server's `inspect` knows more. */
export function misfits(rule: ShownRule): readonly Misfit[] {
  return [...ofField(rule), ...ofOperator(rule)];
}

function* ofField({ field }: ShownRule): Generator<Misfit> {
  if (field.trim() === "") yield wrong("no_field");
  else {
    const fault = readFault(field);
    if (fault) yield wrong(fault, field);
  }
}

function* ofOperator(rule: ShownRule): Generator<Misfit> {
  const operator = operatorNamed(rule.operator);
  if (!operator) {
    yield rule.operator === "" ? wrong("no_operator") : wrong("unknown_operator", rule.operator);
    return;
  }
  if (rule.type !== null && !isType(rule.type)) {
    yield wrong("unknown_type", rule.type);
    return;
  }
  if (operator.takes === "none") return;
  const fault = ofValue(rule.value, operator, rule.type);
  if (fault) yield fault;
  else yield* ofType(rule, operator);
}

function* ofType(rule: ShownRule, operator: Operator): Generator<Misfit> {
  const { type, ignoreCase } = rule;
  const isTextual = operator.family === "text" || operator.family === "pattern";
  const isForTexts = type === null || type === "string";
  if (!isForTexts && isTextual && !operator.name.endsWith("contains")) yield doubt("type_unused", type);
  if (type === "boolean" && operator.family === "order") yield doubt("boolean_order");
  if (ignoreCase && !isForTexts && !isTextual) yield doubt("case_unused");
  if (!isTextual) yield* ofConversion(rule, operator);
}

function* ofConversion({ type, value }: ShownRule, operator: Operator): Generator<Misfit> {
  if (!isType(type)) return;
  const foreign = operandsOf(value, operator).find((part) => !converts(part, type));
  if (foreign !== undefined) yield wrong(`not_${type}`, String(foreign));
}

/** What each way to take a value refuses. */
const REFUSED: Readonly<Record<Operand, (value: Json | undefined) => Misfit | null>> = {
  one: () => null,
  none: () => null,
  list: (value) => (isNothing(value) ? wrong("no_elements") : null),
  pair: (value) => (Array.isArray(value) && value.length === 2 ? null : wrong("pair")),
  pattern: (value) => {
    if (typeof value !== "string" || value === "") return doubt("no_pattern");
    return isPattern(value) ? null : wrong("bad_pattern", value);
  },
};

function ofValue(
  value: Json | undefined,
  { takes, name, family }: Operator,
  type: string | null,
): Misfit | null {
  const refused = REFUSED[takes](value) ?? (family === "order" ? unordered(value, takes) : null);
  return refused ?? (name === "between" && type === null ? outside(value) : null);
}

function unordered(value: Json | undefined, takes: Operand): Misfit | null {
  if (parts(value).some((part) => part === "" || part === null || part === undefined))
    return wrong("no_order");
  return takes === "one" && typeof value === "object" ? wrong("list_order") : null;
}

function outside(value: Json | undefined): Misfit | null {
  const [low, high] = parts(value);
  const isSure = isNumeric(String(low)) && isNumeric(String(high));
  return isSure && Number(low) > Number(high) ? wrong("outside") : null;
}

function parts(value: Json | undefined): readonly (Json | undefined)[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function isNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) ? value.length === 0 : typeof value === "string" && !/[^\s,]/.test(value);
}

/** RE2 knows less than browsers: what it alone refuses is told by the server. */
function isPattern(text: string): boolean {
  if (text.includes("{$")) return true;
  try {
    return (
      new RegExp(
        text
          .replace(/\(\?[imsU]+\)/g, "")
          .replace(/\(\?P</g, "(?<")
          .replace(/\\[AzZ]/g, ""),
        "v",
      ) !== null
    );
  } catch {
    return looseIsPattern(text);
  }
}

function looseIsPattern(text: string): boolean {
  try {
    return new RegExp(text.replace(/\(\?[imsU]+\)/g, "").replace(/\(\?P</g, "(?<")) !== null;
  } catch {
    return false;
  }
}

function operandsOf(value: Json | undefined, { takes }: Operator): readonly Json[] {
  if (takes === "list" && typeof value === "string") {
    if (value.includes("{$")) return [];
    return value.split(",").flatMap((part) => part.trim() || []);
  }
  return parts(value).flatMap((part) => (part === null || part === undefined ? [] : [part]));
}

const DATE = String.raw`\d{4}-\d{2}-\d{2}`;
const CLOCK = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?`;
const MOMENT = new RegExp(String.raw`^\s*${DATE}([T ]${CLOCK}(\.\d+)?\s*(Z|[+-]\d{2}(:?\d{2})?)?)?\s*$`);
const TIME = new RegExp(`^\\s*${CLOCK}\\s*$`);

const CONVERTS: Readonly<Record<RuleType, (value: Json) => boolean>> = {
  string: () => true,
  integer: (value) => isNumber(value) && Number.isInteger(Number(value)),
  double: isNumber,
  boolean: (value) =>
    typeof value === "boolean" || (typeof value === "string" && /^(true|false)$/i.test(value)),
  date: isMoment,
  time: (value) => typeof value === "string" && TIME.test(value),
  datetime: isMoment,
};

function converts(value: Json, type: RuleType): boolean {
  return (typeof value === "string" && value.includes("{$")) || CONVERTS[type](value);
}

function isNumber(value: Json): boolean {
  return typeof value === "number" || (typeof value === "string" && isNumeric(value));
}

function isMoment(value: Json): boolean {
  return (
    typeof value === "string" && MOMENT.test(value) && !Number.isNaN(Date.parse(value.trim().slice(0, 10)))
  );
}

export type FilterArgument = "text" | "number" | "any";
export type ValueType = "text" | "number" | "boolean" | "list" | "object" | "date" | "any";

/** `takes`: what it changes; other values pass as they are. `example`: arguments as they are written. */
export interface Filter {
  readonly name: string;
  readonly arguments: readonly FilterArgument[];
  readonly takes: readonly ValueType[];
  readonly example?: string;
}

/** The filters of placeholders (flow-language.md 3); what each does is said in `values:filter.<name>`. */
export const FILTERS: readonly Filter[] = [
  { name: "default", arguments: ["any"], takes: ["any"], example: "'friend'" },
  { name: "upper", arguments: [], takes: ["text"] },
  { name: "lower", arguments: [], takes: ["text"] },
  { name: "capitalize", arguments: [], takes: ["text"] },
  { name: "trim", arguments: [], takes: ["text"] },
  { name: "replace", arguments: ["any", "any"], takes: ["text"], example: "'a','b'" },
  { name: "number", arguments: ["number"], takes: ["number", "text"], example: "2" },
  { name: "date", arguments: ["text"], takes: ["date", "text", "number"], example: "'%d.%m.%Y'" },
  { name: "length", arguments: [], takes: ["text", "list", "object"] },
  { name: "first", arguments: [], takes: ["list"] },
  { name: "last", arguments: [], takes: ["list"] },
  { name: "join", arguments: ["any"], takes: ["list"], example: "', '" },
  { name: "json", arguments: [], takes: ["any"] },
];

const BY_NAME = new Map(FILTERS.map((filter) => [filter.name, filter]));

export function filterNamed(name: string): Filter | undefined {
  return BY_NAME.get(name);
}

export const DATE_DIRECTIVES = [
  "%d",
  "%m",
  "%Y",
  "%y",
  "%H",
  "%M",
  "%S",
  "%I",
  "%p",
  "%A",
  "%a",
  "%B",
  "%b",
  "%j",
];

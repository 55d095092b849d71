import {
  insertCompletionText,
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";

import { preview, type Variable } from "../known/variable";
import { DATE_DIRECTIVES, FILTERS, type Filter } from "../syntax/filters";
import { SCOPES } from "../syntax/paths";
import { surroundings, type Surroundings } from "./surroundings";

const LOOKED_BACK = 400;
const IN_PATH = /\{\$\s*([^\s|{}$']*)$/;
const IN_FILTER = /\{\$\s*([^\s|{}$']+)\s*(?:\|(?:'(?:[^'\\]|\\.)*'|[^'{}|])*)*\|\s*([\p{L}\p{N}_]*)$/u;
const IN_DATE = /\|\s*date\s*:\s*'([^']*)$/;

/** Variables after `{$` and where completion is asked for; filters after `|`; directives of dates. */
export function completePlaceholder(context: CompletionContext): CompletionResult | null {
  const around = context.state.facet(surroundings);
  const before = context.state.sliceDoc(Math.max(0, context.pos - LOOKED_BACK), context.pos);
  const inDate = IN_DATE.exec(before);
  if (inDate) return dates(context, around);
  const inFilter = IN_FILTER.exec(before);
  if (inFilter) return filters(context, around, inFilter);
  const inPath = IN_PATH.exec(before);
  if (inPath) return variables(context.pos - (inPath[1] ?? "").length, around, (path) => path);
  if (!context.explicit) return null;
  const word = context.matchBefore(/[\p{L}\p{N}_.-]*/u);
  return variables(word?.from ?? context.pos, around, (path) => `{$${path}`);
}

function variables(
  from: number,
  { variables: known, t }: Surroundings,
  written: (path: string) => string,
): CompletionResult {
  const options = known.map((one): Completion => {
    return {
      label: one.path,
      detail: detailOf(one, t),
      section: { name: t(`scope.${one.path.split(".")[0] ?? ""}`), rank: rankOf(one.path) },
      boost: one.origin === "document" ? 2 : 0,
      apply: (view, completion, at, to) => put(view, completion, [at, to], written(one.path)),
    };
  });
  return { from, options, validFor: /^[^\s|{}$']*$/ };
}

function detailOf({ type, value, isSecret }: Variable, t: Surroundings["t"]): string {
  const shown = isSecret ? t("secret") : value === undefined || value === null ? "" : preview(value);
  const kind = type === "any" ? "" : t(`type.${type}`);
  return [shown, kind].filter(Boolean).join(" · ");
}

function rankOf(path: string): number {
  return SCOPES.findIndex((scope) => path.startsWith(`${scope}.`));
}

/** Closes the placeholder where it is not closed yet. */
function put(
  view: EditorView,
  completion: Completion,
  [from, to]: [number, number],
  text: string,
  select?: [number, number],
): void {
  const after = view.state.sliceDoc(to, to + 3);
  const isGoingOn = /^\s*(\$\}|\|)/.test(after);
  const whole = isGoingOn ? text : `${text}$}`;
  const inserted = insertCompletionText(view.state, whole, from, to);
  const selection = select && { anchor: from + select[0], head: from + select[1] };
  view.dispatch({
    ...inserted,
    ...(selection ? { selection } : {}),
    annotations: pickedCompletion.of(completion),
  });
}

function filters(
  context: CompletionContext,
  { variables: known, t }: Surroundings,
  found: RegExpExecArray,
): CompletionResult {
  const type = known.find(({ path }) => path === found[1])?.type ?? "any";
  const options = FILTERS.map((filter): Completion => {
    const written = filter.example === undefined ? filter.name : `${filter.name}:${filter.example}`;
    return {
      label: filter.name,
      detail: filter.example === undefined ? "" : written,
      info: t(`filter.${filter.name}`),
      boost: fits(filter, type) ? 5 : -5,
      apply: (view, completion, from, to) =>
        put(view, completion, [from, to], written, firstArgument(filter)),
    };
  });
  return { from: context.pos - (found[2] ?? "").length, options, validFor: /^[\p{L}\p{N}_]*$/u };
}

function fits({ takes }: Filter, type: Variable["type"]): boolean {
  return type === "any" || takes.includes("any") || takes.includes(type);
}

/** What is selected after a filter was put in: what is between the quotes of its first argument. */
function firstArgument({ name, example }: Filter): [number, number] | undefined {
  if (example === undefined) return undefined;
  const from = name.length + 1;
  const text = /^'([^']*)'/.exec(example)?.[1];
  return text === undefined ? [from, from + example.length] : [from + 1, from + 1 + text.length];
}

function dates(context: CompletionContext, { t }: Surroundings): CompletionResult | null {
  const word = context.matchBefore(/%\w?/);
  if (!word && !context.explicit) return null;
  const options = DATE_DIRECTIVES.map((label): Completion => ({
    label,
    detail: t(`directive.${label.slice(1)}`),
  }));
  return { from: word?.from ?? context.pos, options };
}

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { globalCompletion, localCompletionSource } from "@codemirror/lang-python";
import type { TFunction } from "i18next";

import { preview, type Variable } from "@/values";
import { MESSAGE_KEYS, MODULES } from "./words";

export interface Known {
  readonly variables: readonly Variable[];
  readonly t: TFunction<"values">;
}

type Source = (context: CompletionContext) => CompletionResult | Promise<CompletionResult | null> | null;

/** What the sandbox offers: modules, keys of `message` and `variables`, names of the code, Python's own. */
export function completeCode(known: () => Known): readonly Source[] {
  return [
    (context) => modules(context, known()),
    (context) => keys(context, known()),
    (context) => names(context, known()),
    unlessInKey(localCompletionSource),
    unlessInKey(globalCompletion),
  ];
}

const IMPORTING = /^\s*(?:import\s+(?:[\w.]+\s*,\s*)*|from\s+)([\w.]*)$/;
const IN_KEY = /\b(message|variables)\s*(?:\[|\.get\()\s*(['"])([^'"]*)$/;

function lineBefore({ state, pos }: CompletionContext): string {
  return state.sliceDoc(state.doc.lineAt(pos).from, pos);
}

function unlessInKey(source: Source): Source {
  return (context) =>
    IN_KEY.test(lineBefore(context)) || IMPORTING.test(lineBefore(context)) ? null : source(context);
}

function modules(context: CompletionContext, { t }: Known): CompletionResult | null {
  const found = IMPORTING.exec(lineBefore(context));
  if (!found) return null;
  const options = MODULES.map((label): Completion => ({ label, detail: t("code.module") }));
  return { from: context.pos - (found[1] ?? "").length, options, validFor: /^[\w.]*$/ };
}

function keys(context: CompletionContext, known: Known): CompletionResult | null {
  const found = IN_KEY.exec(lineBefore(context));
  if (!found) return null;
  const options = found[1] === "message" ? messageKeys(known) : variableKeys(known);
  return { from: context.pos - (found[3] ?? "").length, options, validFor: /^[^'"]*$/ };
}

function messageKeys({ t }: Known): Completion[] {
  return Object.entries(MESSAGE_KEYS).map(([label, words]) => ({ label, detail: t(`code.${words}`) }));
}

/** One entry for each top-level key. */
function variableKeys({ variables, t }: Known): Completion[] {
  const flat = variables.filter(({ path }) => path.split(".").length === 2 && !path.startsWith("message."));
  return flat.map(({ path, value, type, isSecret }) => {
    const shown = value === undefined || isSecret ? "" : preview(value);
    const kind = type === "any" ? "" : t(`type.${type}`);
    return { label: path, detail: [shown, kind].filter(Boolean).join(" · ") };
  });
}

function names(context: CompletionContext, { t }: Known): CompletionResult | null {
  const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
  const isMember = word && context.state.sliceDoc(word.from - 1, word.from) === ".";
  if (!word || isMember || IMPORTING.test(lineBefore(context))) return null;
  const options: Completion[] = [
    { label: "message", type: "variable", detail: t("scope.message"), boost: 2 },
    { label: "variables", type: "variable", detail: t("code.variable"), boost: 2 },
    { label: "async def main(message, variables):", type: "function", detail: t("code.main") },
  ];
  return { from: word.from, options, validFor: /^[\p{L}\p{N}_]*$/u };
}

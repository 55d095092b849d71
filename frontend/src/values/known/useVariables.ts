import { createContext, useContext, useMemo, useSyncExternalStore } from "react";

import { EMPTY_DOCUMENT, type BotDocument } from "@/model/document";
import { same } from "@/model/json";
import { EditorContext } from "@/store/context";
import { isWritable } from "../syntax/paths";
import { gather } from "./gather";
import { useLastValues } from "./lastValues";
import { typeOf, type Variable } from "./variable";

/** In place of the opened bot's: inside a template, in a form of its own. */
export const VariablesContext = createContext<readonly Variable[] | null>(null);

const gathered = new WeakMap<BotDocument, readonly Variable[]>();
let latest: readonly Variable[] = [];

/** The same array as long as they are the same: most keystrokes make no variable. */
function gatheredFrom(document: BotDocument): readonly Variable[] {
  let known = gathered.get(document);
  if (!known) {
    const found = gather(document);
    known = same(found, latest) ? latest : found;
    latest = known;
    gathered.set(document, known);
  }
  return known;
}

const never = () => () => undefined;

/** The variables that can be read here, with the values they held last. */
export function useVariables(): readonly Variable[] {
  const given = useContext(VariablesContext);
  const store = useContext(EditorContext);
  // Most changes make no variable: who reads them is drawn anew by a change of theirs only.
  const known = useSyncExternalStore(store?.subscribe ?? never, () =>
    gatheredFrom(store?.getState().document ?? EMPTY_DOCUMENT),
  );
  const values = useLastValues(store);
  return useMemo(() => given ?? withValues(known, values), [given, known, values]);
}

/** With the last values, and with variables that were only met in a conversation. */
export function withValues(
  variables: readonly Variable[],
  values: Readonly<Record<string, unknown>>,
): readonly Variable[] {
  const known = new Set(variables.map(({ path }) => path));
  const now = variables.map((one) =>
    Object.hasOwn(values, one.path) && !one.isSecret
      ? { ...one, value: values[one.path], type: one.type === "any" ? typeOf(values[one.path]) : one.type }
      : one,
  );
  const seen = Object.entries(values)
    .filter(([path]) => !known.has(path))
    .map(([path, value]): Variable => {
      const isFree = isWritable(path);
      return { path, type: typeOf(value), value, origin: "seen", isWritable: isFree, isSecret: false };
    });
  return [...now, ...seen];
}

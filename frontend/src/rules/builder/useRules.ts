import { useState } from "react";

import { same, type JsonObject } from "@/model/json";
import { format } from "../model/format";
import { parse } from "../model/parse";
import type { ShownGroup } from "../model/shown";
import { isEmpty } from "../model/tree";

interface State {
  readonly rule: JsonObject | null;
  readonly root: ShownGroup;
}

/** The rules on the screen: rows keep their ids as long as what comes from outside is what was told. */
export function useRules(rule: JsonObject | null, onChange: (rule: JsonObject | null) => void) {
  const [state, setState] = useState<State>(() => ({ rule, root: parse(rule) }));
  let { root } = state;
  if (state.rule !== rule) {
    if (!same(told(root), rule) && !same(state.rule, rule)) root = parse(rule);
    setState({ rule, root });
  }
  const change = (next: ShownGroup) => {
    if (next === root) return;
    setState({ rule, root: next });
    onChange(told(next));
  };
  return { root, change };
}

/** Without a condition there are no rules: the way is always open. What was written so is kept. */
function told(root: ShownGroup): JsonObject | null {
  const written = format(root);
  const isUntouched = root.raw !== null && same(written, root.raw);
  return !isUntouched && isEmpty(root) && !root.not ? null : written;
}

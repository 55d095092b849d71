import { createContext, useContext } from "react";

import type { Variable } from "@/values";
import type { Place } from "../model/tree";
import type { Shown, ShownGroup, ShownRule } from "../model/shown";
import type { Trial } from "../trying/trial";

export interface Builder {
  readonly root: ShownGroup;
  readonly readOnly: boolean;
  readonly variables: readonly Variable[] | undefined;
  readonly trial: Trial | null;
  /** Where what is dragged would go. */
  readonly drop: Place | null;
  readonly dragged: string | null;
  changeRule(id: string, how: (rule: ShownRule) => ShownRule): void;
  changeGroup(id: string, how: (group: ShownGroup) => ShownGroup): void;
  replace(id: string, part: Shown): void;
  add(part: Shown, group: string): void;
  remove(id: string, name: string): void;
  unwrap(id: string): void;
  step(id: string, by: -1 | 1): void;
  drag(id: string, event: PointerEvent): void;
  dropped(): void;
  cancelDrag(): void;
}

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error("useBuilder is used outside of RuleBuilder");
  return builder;
}

import { useMemo, useSyncExternalStore } from "react";

import { isObject } from "@/model/json";
import type { EditorStore, TraceEntry } from "@/store";
import type { CodeIssue } from "./issues";

interface Raised {
  readonly line: number;
  /** The text of the line: another one there now is not what failed. */
  readonly source: string;
  readonly message: string;
}

/** What code groups failed with when they last ran in a conversation that was watched here, by their ids. */
class RaisedErrors {
  #errors: ReadonlyMap<string, Raised> = new Map();
  readonly #listeners = new Set<() => void>();

  readonly errors = (): ReadonlyMap<string, Raised> => this.#errors;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  remember(entries: readonly TraceEntry[]): void {
    const next = new Map(this.#errors);
    for (const entry of entries) {
      const group = entry["group"];
      if (typeof group !== "string") continue;
      const raised = raisedBy(entry);
      if (raised) next.set(group, raised);
      else if (entry.kind === "group") next.delete(group);
    }
    this.#errors = next;
    for (const listener of this.#listeners) listener();
  }
}

function raisedBy({ kind, code, detail }: TraceEntry): Raised | null {
  const error = isObject(detail) ? detail["error"] : null;
  if (kind !== "problem" || typeof code !== "string" || !code.startsWith("code:") || !isObject(error))
    return null;
  const { type, message, line, source } = error;
  if (typeof line !== "number") return null;
  const said = [type, message].filter((part) => typeof part === "string" && part !== "").join(": ");
  return { line, source: typeof source === "string" ? source : "", message: said };
}

const ofStores = new WeakMap<EditorStore, RaisedErrors>();

function raisedOf(store: EditorStore): RaisedErrors {
  const known = ofStores.get(store) ?? new RaisedErrors();
  ofStores.set(store, known);
  return known;
}

/** Code shows from now on what it failed with in this trace. */
export function rememberRaised(store: EditorStore, entries: readonly TraceEntry[]): void {
  raisedOf(store).remember(entries);
}

/** What a group's code failed with when it last ran, as long as its line is still there. */
export function useRaised(
  store: EditorStore,
  group: string,
  source: string,
): (CodeIssue & { line: number }) | null {
  const known = raisedOf(store);
  const raised = useSyncExternalStore(known.subscribe, known.errors).get(group);
  const isThere = raised && (source.split("\n")[raised.line - 1] ?? "").trim() === raised.source.trim();
  return useMemo(
    () => (raised && isThere ? { message: raised.message, severity: "error", line: raised.line } : null),
    [raised, isThere],
  );
}

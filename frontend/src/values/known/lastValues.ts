import { useSyncExternalStore } from "react";

import { isObject } from "@/model/json";
import type { EditorStore, LiveFrame } from "@/store";
import { within } from "./within";

type Values = Readonly<Record<string, unknown>>;

/** What variables held last in a conversation that was watched here: by path of two segments. */
class LastValues {
  #values: Values = {};
  readonly #listeners = new Set<() => void>();
  #stop: (() => void) | null = null;
  readonly #store: EditorStore;

  constructor(store: EditorStore) {
    this.#store = store;
  }

  readonly values = (): Values => this.#values;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#stop ??= this.#store.getState().onTrace((frame) => this.#hear(frame));
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = null;
    };
  };

  /** `scopes`: objects of variables by scope, such as `{session: {score: 1}}`; flat paths are taken too. */
  remember(scopes: Values): void {
    const flat = Object.entries(scopes).flatMap(([name, value]): [string, unknown][] =>
      isObject(value) && !name.includes(".")
        ? Object.entries(value).map(([key, part]) => [`${name}.${key}`, part])
        : [[name, value]],
    );
    this.#keep({ ...this.#values, ...Object.fromEntries(flat) });
  }

  /** A scope as a group has left it, with all that is in it; what was in it before is gone. */
  replace(scope: string, values: Values): void {
    const others = Object.entries(this.#values).filter(([path]) => !path.startsWith(`${scope}.`));
    const inner = Object.entries(values).flatMap(([key, value]) =>
      Object.entries(within(`${scope}.${key}`, value)),
    );
    this.#keep(Object.fromEntries([...others, ...inner]));
  }

  #keep(values: Values): void {
    this.#values = values;
    for (const listener of this.#listeners) listener();
  }

  #hear(frame: LiveFrame): void {
    if (frame.type === "variables") this.remember(frame.variables);
  }
}

const ofStores = new WeakMap<EditorStore, LastValues>();

function lastValuesOf(store: EditorStore): LastValues {
  let known = ofStores.get(store);
  if (!known) {
    known = new LastValues(store);
    ofStores.set(store, known);
  }
  return known;
}

/** Completion shows these values from now on: a turn of the test chat, a viewed trace. */
export function rememberValues(store: EditorStore, scopes: Values): void {
  lastValuesOf(store).remember(scopes);
}

/** What a request was answered, or code gave back, when it was tried: completion offers what is in it. */
export function rememberResult(store: EditorStore, scope: "response" | "code", values: Values): void {
  lastValuesOf(store).replace(scope, values);
}

const NOTHING: Values = {};
const never = () => () => undefined;
const nothing = () => NOTHING;

/** Null: outside of an opened bot. */
export function useLastValues(store: EditorStore | null): Values {
  const known = store && lastValuesOf(store);
  return useSyncExternalStore(known?.subscribe ?? never, known?.values ?? nothing);
}

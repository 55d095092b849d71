import { useState } from "react";

import { moved, without } from "./lists";

let made = 0;

function newKey(): string {
  made += 1;
  return `k${made}`;
}

export interface Keys {
  readonly keys: readonly string[];
  move: (from: number, to: number) => void;
  remove: (at: number) => void;
}

/** Keys of rows without ids: they go along when a row is moved, so that its field keeps the caret. */
export function useKeys(count: number): Keys {
  const [keys, setKeys] = useState<readonly string[]>(() => Array.from({ length: count }, newKey));
  let shown = keys;
  if (keys.length !== count) {
    shown = Array.from({ length: count }, (_, place) => keys[place] ?? newKey());
    setKeys(shown);
  }
  return {
    keys: shown,
    move: (from, to) => setKeys((now) => moved(now, from, to)),
    remove: (at) => setKeys((now) => without(now, at)),
  };
}

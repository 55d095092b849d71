import type { components } from "@/api/schema";

export type Scope = components["schemas"]["Scope"];

/** From the least to the most that a token can do; their words are under `scopes` by these keys. */
export const SCOPES: readonly (readonly [Scope, string])[] = [
  ["bots:read", "read"],
  ["bots:propose", "propose"],
  ["bots:edit", "edit"],
  ["bots:run", "run"],
  ["bots:publish", "publish"],
  ["conversations:read", "conversations"],
];

/** Days; null: it never ends. */
export const TERMS = [7, 30, 90, 365, null] as const;

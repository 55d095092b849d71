import type { Json, JsonObject } from "@/model/json";

/**
 * A rule as the builder shows it. `id`: of its row, never written. `raw`: as it is written; what is not changed is
 * written back as it was.
 */
export interface ShownRule {
  readonly kind: "rule";
  readonly id: string;
  readonly field: string;
  readonly operator: string;
  readonly value: Json | undefined;
  readonly type: string | null;
  readonly ignoreCase: boolean;
  readonly raw: JsonObject;
}

/** Something that is no rule: shown and kept as it is. */
export interface Unread {
  readonly kind: "unread";
  readonly id: string;
  readonly raw: Json;
}

/** `isBare`: what is written is its only rule, without a group around it. `raw` null: nothing is written. */
export interface ShownGroup {
  readonly kind: "group";
  readonly id: string;
  readonly combinator: "and" | "or";
  readonly not: boolean;
  readonly rules: readonly Shown[];
  readonly raw: JsonObject | null;
  readonly isBare: boolean;
}

export type Shown = ShownRule | ShownGroup | Unread;

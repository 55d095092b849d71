import type { GroupType, RuleSet } from "@/model/document";

const rule = (field: string, operator: string, value?: unknown): RuleSet => ({
  condition: "AND",
  rules: [{ field, operator, ...(value === undefined ? {} : { value: value as string }) }],
});

export type Starter = "rule" | "otherwise" | "ok" | "error";

type RulesOf = Partial<Record<Starter, RuleSet>>;

/** What ways out are offered for the work of a group, with the rules each begins with. */
export const STARTERS: Readonly<Record<GroupType, RulesOf>> = {
  message: { rule: rule("message.text", "equal", "") },
  response: {
    ok: rule("response.ok", "equal", true),
    error: rule("response.ok", "equal", false),
    rule: rule("response.status", "equal", 200),
  },
  code: { error: rule("code.error", "is_not_null"), rule: rule("code.value", "equal", "") },
  integration: {
    ok: rule("integration.ok", "equal", true),
    error: rule("integration.ok", "equal", false),
    rule: rule("integration.error.code", "equal", ""),
  },
};

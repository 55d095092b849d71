import type { components } from "@/api/schema";

export type Credential = components["schemas"]["CredentialRead"];
export type Catalogue = components["schemas"]["Catalogue"];
export type Strategy = components["schemas"]["StrategyRead"];
export type StrategyName = components["schemas"]["StrategyName"];
export type Usage = components["schemas"]["UsageRead"];

/** Those that the API takes; the catalogue names the same. */
export const STRATEGIES: readonly StrategyName[] = ["api_key", "basic", "oauth2", "service_account", "other"];

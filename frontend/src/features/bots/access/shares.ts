import type { components } from "@/api/schema";

export type PersonAccess = components["schemas"]["PersonAccess"];
export type Share = components["schemas"]["ShareRole"];

/** From most to least. */
export const SHARES: readonly Share[] = ["EDITOR", "VIEWER"];

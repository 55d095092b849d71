import type { components } from "@/api/schema";

export type Version = components["schemas"]["VersionRead"];
export type PartChange = components["schemas"]["PartChangeRead"];
export type FieldChange = components["schemas"]["FieldChangeRead"];
export type AuditLine = components["schemas"]["AuditLine"];

/** What becomes of conversations under way when a version is published. */
export const SESSIONS = ["finish", "move", "restart"] as const;
export type Sessions = (typeof SESSIONS)[number];

import type { components } from "@/api/schema";

export type Member = components["schemas"]["MemberOut"];
export type Invitation = components["schemas"]["InvitationOut"];
export type WorkspaceRole = components["schemas"]["WorkspaceRole"];

/** From most to least. */
export const ROLES: readonly WorkspaceRole[] = ["owner", "EDITOR", "VIEWER"];

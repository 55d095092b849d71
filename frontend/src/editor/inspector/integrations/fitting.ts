import type { components } from "@/api/schema";
import type { Group } from "@/model/document";
import type { Issue } from "@/store";

export type Credential = components["schemas"]["CredentialRead"];
export type CredentialNeed = components["schemas"]["CredentialNeedRead"];

/** What the server says of a group because of its credential is shown where that is chosen. */
export function isOfCredential(issue: Issue, group: Group): boolean {
  return group.type === "integration" && issue.code.startsWith("credential:");
}

/** Whether a credential is of the kind an operation asks for; without a need every one may do. */
export function fits(
  credential: Pick<Credential, "provider" | "strategy">,
  need: CredentialNeed | null,
): boolean {
  if (need === null) return true;
  if (need.provider !== null && credential.provider !== need.provider) return false;
  return need.strategies.length === 0 || need.strategies.includes(credential.strategy);
}

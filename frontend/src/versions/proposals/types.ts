import type { components } from "@/api/schema";

export type Proposal = components["schemas"]["ProposalRead"];
export type Difference = components["schemas"]["ProposalDifference"];
export type ProposedPart = components["schemas"]["ProposedPartRead"];
export type PartConflict = components["schemas"]["PartConflict"];

export const PROPOSALS = "/api/v1/bots/{bot_id}/proposals";
export const PROPOSAL = "/api/v1/bots/{bot_id}/proposals/{proposal_id}";
export const DIFFERENCE = "/api/v1/bots/{bot_id}/proposals/{proposal_id}/difference";

/** `parts`: null for all there are, and always where it is withdrawn. */
export interface Asked {
  readonly verb: "accept" | "reject" | "withdraw";
  readonly parts: readonly string[] | null;
}

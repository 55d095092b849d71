import type { DocumentIndex } from "@/model/index";

export const FIRST_STEPS = ["edit", "connect", "test", "publish"] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

export interface Progress {
  readonly index: DocumentIndex;
  readonly isTried: boolean;
  readonly isPublished: boolean;
}

/** What somebody new has done with a bot: it says something, a step leads to another, it was tried, it is live. */
export function stepsDone({ index, isTried, isPublished }: Progress): ReadonlySet<FirstStep> {
  const done = new Set<FirstStep>();
  if (index.steps.some((step) => step.message?.text?.trim())) done.add("edit");
  if (index.steps.some((step) => index.outgoing(step.id).some(({ connection }) => index.step(connection.to))))
    done.add("connect");
  if (isTried) done.add("test");
  if (isPublished) done.add("publish");
  return done;
}

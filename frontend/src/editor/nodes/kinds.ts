import {
  IconArrowsSplit2,
  IconClock,
  IconCode,
  IconFlag,
  IconMessage,
  IconMessageQuestion,
  IconPlugConnected,
  IconPuzzle,
  IconWorld,
} from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { groupType } from "@/model/document";
import type { Step } from "@/model/document";

export type StepKind =
  "template" | "integration" | "code" | "request" | "logic" | "wait" | "question" | "message" | "end";

interface Face {
  readonly icon: Icon;
  /** Of `--kind-…` in app/tokens.css. */
  readonly color: string;
}

export const FACES: Readonly<Record<StepKind, Face>> = {
  template: { icon: IconPuzzle, color: "template" },
  integration: { icon: IconPlugConnected, color: "integration" },
  code: { icon: IconCode, color: "code" },
  request: { icon: IconWorld, color: "request" },
  logic: { icon: IconArrowsSplit2, color: "branch" },
  wait: { icon: IconClock, color: "wait" },
  question: { icon: IconMessageQuestion, color: "question" },
  message: { icon: IconMessage, color: "message" },
  end: { icon: IconFlag, color: "end" },
};

const WORK = { response: "request", code: "code", integration: "integration" } as const;
const kinds = new WeakMap<Step, StepKind>();

/** What a step is for, in one word: by the most telling thing it does. */
export function kindOf(step: Step): StepKind {
  let kind = kinds.get(step);
  if (kind === undefined) {
    kind = kindFrom(step);
    kinds.set(step, kind);
  }
  return kind;
}

function kindFrom(step: Step): StepKind {
  if (step.template) return "template";
  const groups = step.groups ?? [];
  for (const group of groups) {
    const type = groupType(group);
    if (type !== "message") return WORK[type];
  }
  if (groups.length === 0) return step.proxy ? "logic" : "end";
  if (groups.every((group) => group.on === "timeout")) return "wait";
  if (!step.proxy) return "question";
  return speaks(step) && ways(step) < 2 ? "message" : "logic";
}

function speaks({ message }: Step): boolean {
  return Boolean(
    message?.text || message?.buttons?.length || message?.attachments?.length || message?.widget,
  );
}

function ways(step: Step): number {
  return (step.groups ?? []).reduce((sum, group) => sum + (group.connections?.length ?? 0), 0);
}

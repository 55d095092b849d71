import type { BotDocument, Step } from "@/model/document";
import { stepTitle } from "@/model/document";
import type { Row } from "@/editor/nodes/rows";
import { rowsOf } from "@/editor/nodes/rows";
import { plain } from "@/editor/nodes/preview";

export type OutlineItem =
  | { readonly kind: "step"; readonly key: string; readonly step: Step; readonly ways: number }
  | { readonly kind: "way"; readonly key: string; readonly step: Step; readonly row: Row };

/** The lines of the outline: steps with the first one first, ways on below those that are open. */
export function itemsOf(
  document: BotDocument,
  isOpen: (step: string) => boolean,
  query = "",
): readonly OutlineItem[] {
  const steps = document.steps ?? [];
  const first = steps.find((step) => step.id === document.first_step);
  const ordered = first ? [first, ...steps.filter((step) => step !== first)] : steps;
  return ordered
    .filter((step) => isFound(step, query))
    .flatMap((step): readonly OutlineItem[] => {
      const rows = rowsOf(step).filter((row) => row.kind !== "end");
      const line: OutlineItem = { kind: "step", key: step.id, step, ways: rows.length };
      if (!isOpen(step.id)) return [line];
      return [
        line,
        ...rows.map((row, place): OutlineItem => {
          const key = `${step.id}/${row.handle ?? row.group?.id ?? place}`;
          return { kind: "way", key, step, row };
        }),
      ];
    });
}

function isFound(step: Step, query: string): boolean {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const all = `${stepTitle(step)} ${step.id} ${plain(step.message?.text ?? "")}`.toLocaleLowerCase();
  return words.every((word) => all.includes(word));
}

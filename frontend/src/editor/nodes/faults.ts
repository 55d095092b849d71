import type { Issue } from "@/store";
import { useEditor } from "@/store";

/** What is wrong with a step, or soon will be; hints stand among the problems and beside the fields they are about. */
export function useFaults(stepId: string): readonly Issue[] {
  return useEditor((state) => state.issuesOf(stepId)).filter(({ severity }) => severity !== "hint");
}

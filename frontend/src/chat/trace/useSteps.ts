import { stepTitle } from "@/model/document";
import { useEditor } from "@/store";

/** Names of the opened draft's steps, and the way to them. */
export function useSteps() {
  const index = useEditor((state) => state.index);
  const reveal = useEditor((state) => state.reveal);
  return {
    stepName: (id: string) => {
      const names = id.split("/");
      const step = index.step(names[0] ?? id);
      return step ? [stepTitle(step), ...names.slice(1)].join(" / ") : id;
    },
    onStep: (id: string) => reveal({ step: id.split("/")[0] }),
  };
}

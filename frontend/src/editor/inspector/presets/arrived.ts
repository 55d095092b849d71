import type { EditorStore } from "@/store";

const PATIENCE = 10_000;

/** Until a step that the server has made is in the document here; false where it does not come. */
export function arrived(store: EditorStore, stepId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const isThere = () => store.getState().index.step(stepId) !== undefined;
    if (isThere()) {
      resolve(true);
      return;
    }
    const finish = (found: boolean) => {
      clearTimeout(timer);
      end();
      resolve(found);
    };
    const timer = setTimeout(() => finish(false), PATIENCE);
    const end = store.subscribe(() => {
      if (isThere()) finish(true);
    });
  });
}

import type { EditorStore } from "./context";

/** Until nothing waits to be saved, `most` ms at most; it goes on all the same where saving is impossible just now. */
export function untilSaved(store: EditorStore, most?: number): Promise<void> {
  const settled = () => store.getState().saved.state !== "saving";
  if (settled()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const stop = store.subscribe(() => settled() && end());
    const timer = most === undefined ? undefined : setTimeout(end, most);
  });
}

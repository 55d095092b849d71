import type { BotDocument } from "@/model/document";
import type { Positions } from "./arrange";
import { diagramOf, placesOf } from "./diagram";
import type { TidyReport } from "./tidy.worker";

/** Places for all steps and notes, by the ids of their nodes, made in a worker; `signal` ends it (AbortError). `onProgress`: a share of one. */
export function tidy(
  document: BotDocument,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Positions> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./tidy.worker.ts", import.meta.url), { type: "module" });
    const stop = () => {
      worker.terminate();
      reject(new DOMException("Stopped", "AbortError"));
    };
    signal.addEventListener("abort", stop, { once: true });
    worker.onmessage = (event: MessageEvent<TidyReport>) => {
      if (event.data.kind === "progress") {
        onProgress(event.data.share);
        return;
      }
      signal.removeEventListener("abort", stop);
      worker.terminate();
      resolve(placesOf(document, event.data.positions));
    };
    worker.onerror = (event) => {
      signal.removeEventListener("abort", stop);
      worker.terminate();
      reject(new Error(event.message));
    };
    worker.postMessage(diagramOf(document));
  });
}

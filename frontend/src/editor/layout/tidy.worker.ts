import { arrange } from "./arrange";
import type { Diagram, Positions } from "./arrange";

export type TidyReport =
  | { readonly kind: "progress"; readonly share: number }
  | { readonly kind: "done"; readonly positions: Positions };

self.onmessage = (event: MessageEvent<Diagram>) => {
  const tell = (report: TidyReport) => {
    self.postMessage(report);
  };
  const positions = arrange(event.data, (share) => {
    tell({ kind: "progress", share });
  });
  tell({ kind: "done", positions });
};

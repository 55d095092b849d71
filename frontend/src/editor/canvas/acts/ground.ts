import type { ReactFlowInstance } from "@xyflow/react";
import type { TFunction } from "i18next";
import type { EditorStore } from "@/store";
import type { CanvasStore } from "@/editor/canvas/state";
import type { FlowEdge } from "@/editor/canvas/flow/edges";
import type { FlowNode } from "@/editor/canvas/flow/nodes";

/** What acts on the canvas stand on. */
export interface Ground {
  readonly editor: EditorStore;
  readonly canvas: CanvasStore;
  readonly flow: ReactFlowInstance<FlowNode, FlowEdge>;
  /** The rectangle of the canvas on the screen. */
  readonly pane: () => DOMRect;
  readonly t: TFunction<"canvas">;
}

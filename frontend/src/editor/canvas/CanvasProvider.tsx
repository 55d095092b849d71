import { createContext, useCallback, useContext, useMemo, useRef, useState } from "react";
import type { ReactNode, RefObject } from "react";
import { ReactFlowProvider, useReactFlow, useStoreApi } from "@xyflow/react";
import { useTranslation } from "react-i18next";

import { FollowContext } from "@/chat/useFollow";
import { useEditorStore } from "@/store";
import { OperationTitles } from "@/editor/integrations/OperationTitles";
import { makeActs } from "./acts/acts";
import { ActsContext } from "./acts/context";
import { ZOOM } from "./bounds";
import type { FlowEdge } from "./flow/edges";
import type { FlowNode } from "./flow/nodes";
import { CanvasContext, makeCanvasStore, useCanvasStore } from "./state";

const RootContext = createContext<RefObject<HTMLElement | null> | null>(null);

/** Round a canvas and what acts on it from beside it: the top bar's Tidy, the test chat. */
export function CanvasProvider({ children }: { children: ReactNode }) {
  const [store] = useState(makeCanvasStore);
  return (
    <CanvasContext value={store}>
      <ReactFlowProvider>
        <Acting>{children}</Acting>
      </ReactFlowProvider>
    </CanvasContext>
  );
}

function Acting({ children }: { children: ReactNode }) {
  const { t } = useTranslation("canvas");
  const editor = useEditorStore();
  const canvas = useCanvasStore();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const root = useRef<HTMLElement>(null);
  const store = useStoreApi();
  const pane = useCallback(
    () => store.getState().domNode?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight),
    [store],
  );
  const acts = useMemo(() => makeActs({ editor, canvas, flow, pane, t }), [editor, canvas, flow, pane, t]);
  // It moves where it has to; seen from afar it stays as it is.
  const follow = useCallback(
    (step: string) => {
      if (flow.getZoom() >= ZOOM.overview) acts.show(step);
    },
    [acts, flow],
  );
  return (
    <RootContext value={root}>
      <ActsContext value={acts}>
        <FollowContext value={follow}>
          <OperationTitles>{children}</OperationTitles>
        </FollowContext>
      </ActsContext>
    </RootContext>
  );
}

/** The element of the canvas. */
export function useRoot(): RefObject<HTMLElement | null> {
  const root = useContext(RootContext);
  if (root === null) throw new Error("This part is drawn outside of the canvas");
  return root;
}

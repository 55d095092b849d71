import { useMemo, useRef } from "react";
import type { OnConnectEnd, OnReconnect, ReactFlowProps } from "@xyflow/react";
import { useActs } from "@/editor/canvas/acts/context";
import type { FlowEdge } from "./edges";
import type { FlowNode } from "./nodes";
import { BOT_NODE, isStepNode } from "./nodes";

type Handlers = Pick<
  ReactFlowProps<FlowNode, FlowEdge>,
  "onConnect" | "onConnectEnd" | "onReconnect" | "onReconnectStart" | "onReconnectEnd"
>;

/** Connections by hand: onto a step anywhere, onto the empty canvas for a new one, or an end of one elsewhere. */
export function useConnecting(): Handlers {
  const acts = useActs();
  const isDone = useRef(false);
  return useMemo(() => {
    const onReconnect: OnReconnect<FlowEdge> = (edge, to) => {
      isDone.current = true;
      if (isStepNode(to.target)) acts.reconnect(edge.id, to.target);
    };
    const onConnectEnd: OnConnectEnd = (event, state) => {
      const handle = state.fromHandle?.id;
      const node = state.fromNode?.id;
      if (isDone.current || !handle || node === undefined || state.fromHandle?.type !== "source") return;
      const from = { step: node === BOT_NODE ? null : node, handle };
      const screen = pointOf(event);
      const over = stepAt(screen);
      if (over !== null) acts.connect(from, over);
      else if (isPane(screen)) acts.askStep({ from, at: acts.spotAt(screen), screen });
    };
    return {
      onConnect: ({ source, sourceHandle, target }) => {
        isDone.current = true;
        if (sourceHandle === null) return;
        acts.connect({ step: source === BOT_NODE ? null : source, handle: sourceHandle }, target);
      },
      onConnectEnd: (event, state) => {
        onConnectEnd(event, state);
        isDone.current = false;
      },
      onReconnect,
      onReconnectStart: () => {
        isDone.current = false;
      },
      onReconnectEnd: (event, edge, _handle, state) => {
        const over = stepAt(pointOf(event));
        const isTarget = state.fromHandle?.type === "source";
        if (!isDone.current && over !== null && isTarget) acts.reconnect(edge.id, over);
        isDone.current = false;
      },
    };
  }, [acts]);
}

export function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const at = "changedTouches" in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
}

function stepAt({ x, y }: { x: number; y: number }): string | null {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-step]");
  return element?.dataset["step"] ?? null;
}

function isPane({ x, y }: { x: number; y: number }): boolean {
  return document.elementFromPoint(x, y)?.closest(".react-flow__pane, .react-flow__edges") instanceof Element;
}

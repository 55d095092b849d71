import { useEffect, useRef } from "react";
import { useReactFlow, useStore } from "@xyflow/react";
import { useEditor, useEditorStore } from "@/store";
import { useActs } from "@/editor/canvas/acts/context";
import { firstView } from "@/editor/canvas/firstView";

/** Where the canvas opens, and where it goes when a place is to be shown. */
export function useOpening(): void {
  const { setViewport } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const isReady = useEditor((state) => state.status === "ready");
  const editor = useEditorStore();
  const acts = useActs();
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || !isReady || width === 0 || height === 0) return;
    isDone.current = true;
    const { document, selection } = editor.getState();
    void setViewport(firstView(document, { width, height }));
    const [chosen] = selection.steps;
    if (chosen !== undefined) acts.show(chosen);
  }, [acts, editor, height, isReady, setViewport, width]);
  useRevealing();
}

function useRevealing(): void {
  const acts = useActs();
  const editor = useEditorStore();
  const revealed = useEditor((state) => state.revealed);
  useEffect(() => {
    if (revealed === null) return;
    const step = revealed.step ?? stepOf(editor.getState().index, revealed.connection);
    if (step) acts.show(step, { focus: false, middle: revealed.whole });
  }, [acts, editor, revealed]);
}

function stepOf(
  index: { connection(id: string): { stepId: string | null } | undefined },
  id: string | undefined,
) {
  return id === undefined ? null : index.connection(id)?.stepId;
}

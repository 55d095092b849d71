import { useCallback, useMemo, useRef, useState } from "react";
import type { NodeChange, OnNodesChange } from "@xyflow/react";
import { useEditor, useEditorStore } from "@/store";
import { useActs } from "@/editor/canvas/acts/context";
import { EdgeCache } from "./edges";
import { NodeCache } from "./nodeCache";
import type { Dragged } from "./nodeCache";
import { isStepNode, noteOf } from "./nodes";
import type { FlowNode } from "./nodes";

const NOWHERE: Dragged = new Map();

/** Nodes and edges of the document, and what xyflow reports of dragging and selecting. */
export function useFlow() {
  const document = useEditor((state) => state.document);
  const selection = useEditor((state) => state.selection);
  const [caches] = useState(() => ({ nodes: new NodeCache(), edges: new EdgeCache() }));
  const [dragged, setDragged] = useState<Dragged>(NOWHERE);
  const nodes = useMemo(
    () => caches.nodes.nodesOf(document, selection, dragged),
    [caches, document, selection, dragged],
  );
  const edges = useMemo(
    () => caches.edges.edgesOf(document, selection.connection),
    [caches, document, selection.connection],
  );
  const onNodesChange = useNodeChanges(setDragged);
  return { nodes, edges, onNodesChange };
}

/** Places follow the pointer here and reach the document once, when all are dropped. */
function useNodeChanges(setDragged: (dragged: Dragged) => void): OnNodesChange<FlowNode> {
  const acts = useActs();
  const editor = useEditorStore();
  const moving = useRef(new Map<string, { x: number; y: number }>());
  return useCallback(
    (changes) => {
      let isMoved = false;
      let isDropped = false;
      for (const change of changes) {
        if (change.type !== "position" || change.position === undefined) continue;
        if (change.dragging) moving.current.set(change.id, change.position);
        else if (moving.current.has(change.id)) {
          moving.current.set(change.id, change.position);
          isDropped = true;
        }
        isMoved = true;
      }
      if (isDropped) {
        const moves = Object.fromEntries(moving.current);
        moving.current = new Map();
        acts.move(changed(moves, editor.getState().document));
        setDragged(NOWHERE);
      } else if (isMoved) setDragged(new Map(moving.current));
      select(editor, changes);
    },
    [acts, editor, setDragged],
  );
}

type Moves = Readonly<Record<string, { x: number; y: number }>>;
type Document = ReturnType<ReturnType<typeof useEditorStore>["getState"]>["document"];

function changed(moves: Moves, document: Document): Moves {
  const steps = new Map((document.steps ?? []).map((step) => [step.id, step.position]));
  return Object.fromEntries(
    Object.entries(moves).filter(([id, { x, y }]) => {
      const before = steps.get(id);
      return before?.x !== x || before.y !== y;
    }),
  );
}

function select(editor: ReturnType<typeof useEditorStore>, changes: readonly NodeChange<FlowNode>[]): void {
  const chosen = changes.filter((change) => change.type === "select");
  if (chosen.length === 0) return;
  const { selection, select: choose } = editor.getState();
  const steps = new Set(selection.steps);
  const notes = new Set(selection.notes);
  for (const { id, selected } of chosen) {
    const note = noteOf(id);
    const set = note === null ? steps : notes;
    if (note === null && !isStepNode(id)) continue;
    if (selected) set.add(note ?? id);
    else set.delete(note ?? id);
  }
  if (isSame(steps, selection.steps) && isSame(notes, selection.notes)) return;
  choose({ steps: [...steps], notes: [...notes], connection: null, group: null });
}

function isSame(now: ReadonlySet<string>, before: readonly string[]): boolean {
  return now.size === before.length && before.every((id) => now.has(id));
}

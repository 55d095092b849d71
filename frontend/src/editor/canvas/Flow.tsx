import { useCallback, useMemo } from "react";
import { Background, Panel, ReactFlow, useStore } from "@xyflow/react";
import type { EdgeTypes, NodeTypes, ReactFlowProps } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useComputedColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { WayEdge } from "@/editor/edges/WayEdge";
import { BotNode } from "@/editor/nodes/BotNode";
import { StepNode } from "@/editor/nodes/StepNode";
import { NoteNode } from "@/editor/notes/NoteNode";
import { OverviewCanvas } from "@/editor/overview/OverviewCanvas";
import { useActs } from "./acts/context";
import { ZOOM } from "./bounds";
import { CanvasControls } from "./CanvasControls";
import { FarContext } from "./far";
import type { FlowEdge } from "./flow/edges";
import type { FlowNode } from "./flow/nodes";
import { isStepNode, noteOf } from "./flow/nodes";
import { useConnecting } from "./flow/useConnecting";
import { useFlow } from "./flow/useFlow";
import { useOpening } from "./flow/useOpening";
import { SmallMap } from "./SmallMap";
import { useCanvas, useCanvasStore } from "./state";
import { usePhone } from "./usePhone";
import classes from "./canvas.module.css";

const NODES: NodeTypes = { step: StepNode, note: NoteNode, bot: BotNode };
const EDGES: EdgeTypes = { way: WayEdge };
const SNAP: [number, number] = [20, 20];
const NO_NODES: FlowNode[] = [];
const NO_EDGES: FlowEdge[] = [];
const PRO = { hideAttribution: true };
const FAR = 0.45;

/** The canvas itself: what is in sight as elements, everything at once as a drawing. */
export function Flow() {
  const { nodes, edges, onNodesChange } = useFlow();
  const isOverview = useStore((state) => state.transform[2] < ZOOM.overview);
  const isFar = useStore((state) => state.transform[2] < FAR);
  const readOnly = useEditor((state) => state.readOnly);
  const isPhone = usePhone();
  const isSnapping = useCanvas((state) => state.isSnapping);
  const colorMode = useComputedColorScheme("light");
  const connecting = useConnecting();
  const clicks = useClicks();
  useOpening();
  const isFixed = readOnly || isPhone;
  const aria = useAria();
  return (
    <FarContext value={isFar}>
      <ReactFlow<FlowNode, FlowEdge>
        className={classes.flow}
        colorMode={colorMode}
        nodes={isOverview ? NO_NODES : nodes}
        edges={isOverview ? NO_EDGES : edges}
        nodeTypes={NODES}
        edgeTypes={EDGES}
        onNodesChange={onNodesChange}
        {...connecting}
        {...clicks}
        onlyRenderVisibleElements
        minZoom={ZOOM.least}
        maxZoom={ZOOM.most}
        snapToGrid={isSnapping}
        snapGrid={SNAP}
        nodesDraggable={!isFixed}
        nodesConnectable={!isFixed}
        edgesReconnectable={!isFixed}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={MULTI}
        panActivationKeyCode="Space"
        panOnScroll
        zoomActivationKeyCode={ZOOM_KEYS}
        zoomOnDoubleClick={false}
        selectNodesOnDrag={false}
        elevateNodesOnSelect={false}
        connectOnClick={false}
        connectionRadius={24}
        nodeDragThreshold={3}
        reconnectRadius={14}
        ariaLabelConfig={aria}
        proOptions={PRO}
      >
        <Background gap={20} size={1.2} className={classes.dots} />
        {isOverview && <OverviewCanvas nodes={nodes} edges={edges} />}
        {!isOverview && <SmallMap nodes={nodes} />}
        <Panel position="bottom-left">
          <CanvasControls />
        </Panel>
      </ReactFlow>
    </FarContext>
  );
}

const MULTI = ["Meta", "Control", "Shift"];
const ZOOM_KEYS = ["Meta", "Control"];

type Clicks = Pick<
  ReactFlowProps<FlowNode, FlowEdge>,
  | "onNodeClick"
  | "onNodeDoubleClick"
  | "onNodeContextMenu"
  | "onSelectionContextMenu"
  | "onEdgeClick"
  | "onEdgeDoubleClick"
  | "onEdgeContextMenu"
  | "onPaneClick"
  | "onPaneContextMenu"
>;

function useClicks(): Clicks {
  const acts = useActs();
  const canvas = useCanvasStore();
  const select = useEditor((state) => state.select);
  const setView = useEditor((state) => state.setView);
  const isPhone = usePhone();
  const selection = useEditor((state) => state.selection);
  const menu = useCallback(
    (event: React.MouseEvent | MouseEvent, subject: Parameters<typeof acts.askMenu>[1]) => {
      event.preventDefault();
      acts.askMenu({ x: event.clientX, y: event.clientY }, subject);
    },
    [acts],
  );
  return useMemo(
    () => ({
      onNodeClick: (_event, node) => {
        if (!isStepNode(node.id)) return;
        canvas.setState((state) => ({ focused: node.id, focusing: state.focusing + 1 }));
        if (isPhone) setView({ dock: "properties" });
      },
      onNodeDoubleClick: (_event, node) => {
        if (isStepNode(node.id)) acts.open();
      },
      onNodeContextMenu: (event, node) => {
        const note = noteOf(node.id);
        if (note !== null) {
          select({ steps: [], notes: [note], connection: null, group: null });
          menu(event, { kind: "note", id: note });
        } else if (isStepNode(node.id)) {
          if (!selection.steps.includes(node.id))
            select({ steps: [node.id], notes: [], connection: null, group: null });
          menu(event, { kind: "steps" });
        }
      },
      onSelectionContextMenu: (event) => menu(event, { kind: "steps" }),
      onEdgeClick: (_event, edge) => {
        select({ steps: [], notes: [], connection: edge.id, group: edge.data?.group.id ?? null });
      },
      onEdgeDoubleClick: () => acts.open(),
      onEdgeContextMenu: (event, edge) => {
        select({ steps: [], notes: [], connection: edge.id, group: edge.data?.group.id ?? null });
        menu(event, { kind: "connection", id: edge.id });
      },
      onPaneClick: (event) => {
        canvas.setState({ menu: null });
        if (event.detail === 2) {
          const screen = { x: event.clientX, y: event.clientY };
          acts.askStep({ at: acts.spotAt(screen), screen });
        } else acts.selectNothing();
      },
      onPaneContextMenu: (event) => menu(event, { kind: "pane" }),
    }),
    [acts, canvas, isPhone, menu, select, selection.steps, setView],
  );
}

function useAria() {
  const { t } = useTranslation("canvas");
  return useMemo(
    () => ({
      "minimap.ariaLabel": t("controls.minimap"),
      "handle.ariaLabel": t("node.handle"),
    }),
    [t],
  );
}

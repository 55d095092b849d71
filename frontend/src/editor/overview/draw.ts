import type { FlowEdge } from "@/editor/canvas/flow/edges";
import type { FlowNode } from "@/editor/canvas/flow/nodes";
import { colorOf } from "@/editor/notes/colors";
import { FACES, kindOf } from "@/editor/nodes/kinds";
import { ownOf } from "@/model/json";

export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Palette {
  readonly paper: string;
  readonly line: string;
  readonly way: string;
  readonly chosen: string;
  readonly lit: string;
  readonly notes: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, string>>;
}

const BAR = 40;

interface Drawn {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly lit: Readonly<Record<string, number>>;
}

interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** What does not change while the view moves, worked out once. */
export interface Scene {
  readonly ways: Path2D;
  readonly lit: Path2D;
  readonly notes: ReadonlyMap<string, Path2D>;
  readonly boxes: ReadonlyMap<string, Path2D>;
  readonly bars: ReadonlyMap<string, Path2D>;
  readonly chosen: Path2D;
}

export function sceneOf({ nodes, edges, lit }: Drawn): Scene {
  const places = new Map(nodes.map((node) => [node.id, node]));
  const scene = {
    ways: new Path2D(),
    lit: new Path2D(),
    notes: new Map<string, Path2D>(),
    boxes: new Map<string, Path2D>(),
    bars: new Map<string, Path2D>(),
    chosen: new Path2D(),
  };
  for (const edge of edges) {
    const line = lineOf(places.get(edge.source), places.get(edge.target), edge.sourceHandle);
    if (line !== null) curve(lit[edge.id] ? scene.lit : scene.ways, line);
  }
  for (const node of nodes) {
    const { x, y } = node.position;
    const { width = 0, height = 0 } = node;
    layer(node.type === "note" ? scene.notes : scene.boxes, paperOf(node)).rect(x, y, width, height);
    if (node.type !== "note") layer(scene.bars, barOf(node)).rect(x, y, BAR, height);
    if (node.selected) scene.chosen.rect(x, y, width, height);
    if (ownOf(lit, node.id)) scene.lit.rect(x, y, width, height);
  }
  return scene;
}

function paperOf(node: FlowNode): string {
  return node.type === "note" ? colorOf(node.data.note) : "paper";
}

function barOf(node: FlowNode): string {
  return node.type === "step" ? FACES[kindOf(node.data.step)].color : "start";
}

function layer(layers: Map<string, Path2D>, name: string): Path2D {
  const known = layers.get(name) ?? new Path2D();
  layers.set(name, known);
  return known;
}

function lineOf(from: FlowNode | undefined, to: FlowNode | undefined, handle?: string | null): Line | null {
  if (from === undefined || to === undefined) return null;
  const spot = from.handles?.find((one) => one.id === handle);
  return {
    x1: from.position.x + (from.width ?? 0),
    y1: from.position.y + (spot ? spot.y + (spot.height ?? 0) / 2 : (from.height ?? 0) / 2),
    x2: to.position.x,
    y2: to.position.y + 22,
  };
}

function curve(path: Path2D, { x1, y1, x2, y2 }: Line): void {
  const reach = Math.max(60, Math.min(400, Math.abs(x2 - x1) / 2));
  path.moveTo(x1, y1);
  path.bezierCurveTo(x1 + reach, y1, x2 - reach, y2, x2, y2);
}

export function draw(context: CanvasRenderingContext2D, scene: Scene, view: View, palette: Palette): void {
  const ratio = window.devicePixelRatio;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(view.zoom * ratio, 0, 0, view.zoom * ratio, view.x * ratio, view.y * ratio);
  const pixel = 1 / view.zoom;
  context.lineWidth = pixel;
  fill(context, scene.notes, palette.notes, palette);
  context.strokeStyle = palette.way;
  context.stroke(scene.ways);
  fill(context, scene.boxes, {}, palette);
  for (const [kind, path] of scene.bars) {
    context.fillStyle = palette.kinds[kind] ?? palette.line;
    context.fill(path);
  }
  context.lineWidth = 3 * pixel;
  context.strokeStyle = palette.lit;
  context.stroke(scene.lit);
  context.strokeStyle = palette.chosen;
  context.stroke(scene.chosen);
}

/** Boxes with a thin line around, each kind of paper in its colour. */
function fill(
  context: CanvasRenderingContext2D,
  boxes: ReadonlyMap<string, Path2D>,
  papers: Readonly<Record<string, string>>,
  { paper, line }: Palette,
): void {
  for (const [name, path] of boxes) {
    context.fillStyle = papers[name] ?? paper;
    context.fill(path);
    context.strokeStyle = line;
    context.stroke(path);
  }
}

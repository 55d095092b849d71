import { Graph, layout } from "@dagrejs/dagre";

export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface Diagram {
  /** In the order of the document; the first is where a conversation begins. */
  readonly boxes: readonly Box[];
  readonly ways: readonly (readonly [from: string, to: string])[];
}

export type Positions = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

const GAP = { column: 120, row: 40, part: 100 };
const GRID = 20;
const LINE = 3200;

/**
 * Columns from left to right, one a step away from the beginning. Ways back and within a column do not decide the
 * place of anything and would only cost time, so dagre never sees them. Parts that do not hang together come below in
 * lines, as words of a text do.
 */
export function arrange(diagram: Diagram, onProgress: (share: number) => void = () => undefined): Positions {
  const placed: Record<string, { x: number; y: number }> = {};
  let width = LINE;
  let [x, y, line, done] = [0, 0, 0, 0];
  for (const [place, part] of partsOf(diagram).entries()) {
    const size = sizeAfterLayout(part, placed);
    if (place === 0) width = Math.max(width, size.width);
    if (x > 0 && (place === 1 || x + size.width > width)) {
      [x, y, line] = [0, y + line + GAP.part, 0];
    }
    for (const box of part.boxes) {
      const spot = placed[box.id] ?? { x: 0, y: 0 };
      placed[box.id] = { x: onGrid(spot.x + x), y: onGrid(spot.y + y) };
    }
    x += size.width + GAP.part;
    line = Math.max(line, size.height);
    done += part.boxes.length;
    onProgress(done / diagram.boxes.length);
  }
  return placed;
}

function sizeAfterLayout(part: Diagram, placed: Record<string, { x: number; y: number }>) {
  const [first] = part.boxes;
  if (first && part.boxes.length === 1) {
    placed[first.id] = { x: 0, y: 0 };
    return { width: first.width, height: first.height };
  }
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: "LR", ranker: "tight-tree", nodesep: GAP.row, ranksep: GAP.column });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of part.boxes) graph.setNode(box.id, { width: box.width, height: box.height });
  for (const [from, to] of part.ways) graph.setEdge(from, to);
  layout(graph);
  let [width, height] = [0, 0];
  for (const box of part.boxes) {
    const spot = graph.node(box.id);
    const [x, y] = [(spot.x ?? 0) - box.width / 2, (spot.y ?? 0) - box.height / 2];
    placed[box.id] = { x, y };
    width = Math.max(width, x + box.width);
    height = Math.max(height, y + box.height);
  }
  return { width, height };
}

function onGrid(value: number): number {
  return Math.round(value / GRID) * GRID;
}

/** Breadth-first from the beginning, then from what it does not reach; `ways` keeps those one column further. */
function partsOf(diagram: Diagram): readonly Diagram[] {
  const onward = waysFrom(diagram);
  const boxes = new Map(diagram.boxes.map((box) => [box.id, box]));
  const incoming = new Set(diagram.ways.filter(([from, to]) => from !== to).map(([, to]) => to));
  const [first, ...others] = diagram.boxes;
  const roots = [
    ...(first ? [first] : []),
    ...others.filter((box) => !incoming.has(box.id)),
    ...others.filter((box) => incoming.has(box.id)),
  ];
  const column = new Map<string, number>();
  const parts: Diagram[] = [];
  for (const root of roots) {
    if (column.has(root.id)) continue;
    const reached = reachedFrom(root.id, onward, column);
    const own = new Set(reached);
    parts.push({
      boxes: reached.flatMap((id) => boxes.get(id) ?? []),
      ways: reached.flatMap((id) =>
        [...new Set(onward.get(id))]
          .filter((to) => own.has(to) && column.get(to) === (column.get(id) ?? 0) + 1)
          .map((to) => [id, to] as const),
      ),
    });
  }
  return parts;
}

function waysFrom(diagram: Diagram): ReadonlyMap<string, readonly string[]> {
  const onward = new Map<string, string[]>(diagram.boxes.map((box) => [box.id, []]));
  for (const [from, to] of diagram.ways) if (onward.has(to)) onward.get(from)?.push(to);
  return onward;
}

function reachedFrom(
  root: string,
  onward: ReadonlyMap<string, readonly string[]>,
  column: Map<string, number>,
): readonly string[] {
  const reached = [root];
  column.set(root, 0);
  for (const id of reached) {
    for (const to of onward.get(id) ?? []) {
      if (column.has(to)) continue;
      column.set(to, (column.get(id) ?? 0) + 1);
      reached.push(to);
    }
  }
  return reached;
}

import type { BotDocument, Group, Position, Step } from "@/model/document";
import { keepShape } from "@/editor/nodes/geometry";
import { drawable, placementOf } from "@/editor/layout/placement";
import { botNode, noteNode, noteNodeId, stepNode } from "./nodes";
import type { FlowNode, Standing } from "./nodes";

/** Places of nodes that are being dragged; they reach the document when they are dropped. */
export type Dragged = ReadonlyMap<string, Position>;

export interface Selected {
  readonly steps: readonly string[];
  readonly notes: readonly string[];
}

interface Known extends Standing {
  readonly part: object;
  readonly node: FlowNode;
}

const ORIGIN = { x: 0, y: 0 };
const BOT_GAP = 420;

/** A node stays the same object as long as nothing of it changed: xyflow then passes it over. */
export class NodeCache {
  #known = new Map<string, Known>();
  #next = new Map<string, Known>();
  #dragged: Dragged = new Map();

  nodesOf(document: BotDocument, selected: Selected, dragged: Dragged): FlowNode[] {
    this.#next = new Map();
    this.#dragged = dragged;
    const placement = placementOf(document);
    const steps = new Set(selected.steps);
    const notes = new Set(selected.notes);
    const nodes: FlowNode[] = [];
    for (const note of document.notes ?? []) {
      const id = noteNodeId(note.id);
      const standing = this.#standing(id, drawable(note.position ?? ORIGIN), notes.has(note.id));
      nodes.push(this.#keep(id, note, standing, () => noteNode(note, standing)));
    }
    for (const step of document.steps ?? []) {
      const standing = this.#standing(step.id, placement.get(step.id) ?? ORIGIN, steps.has(step.id));
      nodes.push(this.#keep(step.id, step, standing, () => stepNode(this.#drawnFor(step), standing)));
    }
    if (document.groups?.length) nodes.push(this.#bot(document, document.groups));
    this.#known = this.#next;
    return nodes;
  }

  /** The step as it was drawn, where it was only moved since: what stands in its node is not drawn again. */
  #drawnFor(step: Step): Step {
    const before = this.#known.get(step.id)?.node;
    if (before?.type !== "step" || !isOnlyMoved(before.data.step, step)) return step;
    keepShape(step, before.data.step);
    return before.data.step;
  }

  #bot(document: BotDocument, groups: readonly Group[]): FlowNode {
    const position = botPlace(document);
    const standing = { position, selected: false, dragging: false };
    return this.#keep("bot:", groups, standing, () => botNode(groups, position));
  }

  #standing(id: string, position: Position, selected: boolean): Standing {
    const moved = this.#dragged.get(id);
    return { position: moved ?? position, selected, dragging: moved !== undefined };
  }

  #keep(id: string, part: object, standing: Standing, make: () => FlowNode): FlowNode {
    const before = this.#known.get(id);
    const node = before && before.part === part && isAlike(before, standing) ? before.node : make();
    this.#next.set(id, { part, ...standing, node });
    return node;
  }
}

function isAlike(one: Standing, other: Standing): boolean {
  return (
    one.selected === other.selected &&
    one.dragging === other.dragging &&
    one.position.x === other.position.x &&
    one.position.y === other.position.y
  );
}

function isOnlyMoved(before: Step, step: Step): boolean {
  const keys = Object.keys(step) as (keyof Step)[];
  const isAsLong = keys.length === Object.keys(before).length;
  return isAsLong && keys.every((key) => key === "position" || before[key] === step[key]);
}

/** At the left edge of all there is, level with the first step. */
export function botPlace(document: BotDocument): Position {
  const placement = placementOf(document);
  let left = Infinity;
  for (const position of placement.values()) left = Math.min(left, position.x);
  const first = placement.get(document.first_step ?? "");
  return { x: (Number.isFinite(left) ? left : 0) - BOT_GAP, y: first?.y ?? 0 };
}

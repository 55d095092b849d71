import type { Edge } from "@xyflow/react";
import { stepTitle } from "@/model/document";
import type { BotDocument, Connection, Group } from "@/model/document";
import { TARGET } from "@/editor/nodes/geometry";
import { BOT_NODE } from "./nodes";

export type FlowEdge = Edge<{ connection: Connection; group: Group }, "way">;

interface Known {
  readonly group: Group;
  readonly connection: Connection;
  readonly selected: boolean;
  readonly edge: FlowEdge;
}

/** Edges of all connections that lead somewhere; each the same object as long as nothing of it changed. */
export class EdgeCache {
  #known = new Map<string, Known>();
  #next = new Map<string, Known>();

  edgesOf(document: BotDocument, selected: string | null): FlowEdge[] {
    this.#next = new Map();
    const titles = new Map((document.steps ?? []).map((step) => [step.id, stepTitle(step)]));
    const edges: FlowEdge[] = [];
    const gather = (source: string, groups: readonly Group[] = []) => {
      for (const group of groups) {
        for (const connection of group.connections ?? []) {
          const to = titles.get(connection.to);
          if (to === undefined) continue;
          const label = `${titles.get(source) ?? ""} → ${to}`.trim();
          edges.push(this.#keep(source, group, connection, label, selected === connection.id));
        }
      }
    };
    gather(BOT_NODE, document.groups);
    for (const step of document.steps ?? []) gather(step.id, step.groups);
    this.#known = this.#next;
    return edges;
  }

  #keep(source: string, group: Group, connection: Connection, label: string, selected: boolean): FlowEdge {
    const before = this.#known.get(connection.id);
    const isSame =
      before?.group === group &&
      before.connection === connection &&
      before.selected === selected &&
      before.edge.ariaLabel === label &&
      before.edge.source === source;
    const edge = isSame ? before.edge : edgeOf(source, group, connection, label, selected);
    this.#next.set(connection.id, { group, connection, selected, edge });
    return edge;
  }
}

function edgeOf(
  source: string,
  group: Group,
  connection: Connection,
  label: string,
  selected: boolean,
): FlowEdge {
  return {
    id: connection.id,
    type: "way",
    source,
    sourceHandle: connection.id,
    target: connection.to,
    targetHandle: TARGET,
    selected,
    // What it leads from and to; else the library says so in English, by ids.
    ariaLabel: label,
    zIndex: selected ? 1 : 0,
    data: { connection, group },
  };
}

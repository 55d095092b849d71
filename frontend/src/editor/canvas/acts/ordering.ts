import { movableOf, moved } from "@/editor/nodes/ordering";
import type { Ground } from "./ground";

export interface Ordering {
  /** A way takes a place among those of its group; the place is told. False: it stays where it is. */
  placeConnection(id: string, to: number): boolean;
  /** One place up or down. */
  moveConnection(id: string, by: -1 | 1): boolean;
}

export function ordering({ editor, canvas, t }: Ground): Ordering {
  function find(id: string) {
    const { index } = editor.getState();
    const place = index.connection(id);
    const group = place && index.group(place.groupId)?.group;
    if (group === undefined) return null;
    return { group, from: movableOf(group).findIndex((one) => one.id === id) };
  }
  function placeConnection(id: string, to: number): boolean {
    const { document, readOnly, change } = editor.getState();
    const found = find(id);
    if (readOnly || found === null) return false;
    const operations = moved(document, found.group, found.from, to);
    if (operations.length === 0) return false;
    change(operations, { label: t("acts.orderConnections") });
    canvas.setState({ said: t("row.placed", { place: to + 1, count: movableOf(found.group).length }) });
    return true;
  }
  return {
    placeConnection,
    moveConnection(id, by) {
      const found = find(id);
      return found !== null && found.from >= 0 && placeConnection(id, found.from + by);
    },
  };
}

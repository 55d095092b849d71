import type { Connection, Group } from "./document";

export interface ConnectionPlace {
  readonly connection: Connection;
  readonly groupId: string;
  readonly stepId: string | null;
}

/** Groups and connections of one list of groups; there are few, so they are looked for one by one. */
export class Parts {
  readonly #groups: readonly Group[];
  #places: readonly ConnectionPlace[] | null = null;
  #of: string | null = null;

  constructor(groups: readonly Group[]) {
    this.#groups = groups;
  }

  group(id: string): Group | undefined {
    return this.#groups.find((group) => group.id === id);
  }

  connection(id: string, stepId: string | null): ConnectionPlace | undefined {
    return this.places(stepId).find((place) => place.connection.id === id);
  }

  /** In the order they are written. */
  places(stepId: string | null): readonly ConnectionPlace[] {
    if (!this.#places || this.#of !== stepId) {
      this.#of = stepId;
      this.#places = this.#groups.flatMap(({ id: groupId, connections = [] }) =>
        connections.map((connection) => ({ connection, groupId, stepId })),
      );
    }
    return this.#places;
  }
}

const known = new WeakMap<readonly Group[], Parts>();

/** Lists of groups never change: what was found in one is kept as long as it is. */
export function partsOf(groups: readonly Group[]): Parts {
  let parts = known.get(groups);
  if (!parts) {
    parts = new Parts(groups);
    known.set(groups, parts);
  }
  return parts;
}

export function* connectionsIn(groups: readonly Group[]): Generator<Connection> {
  for (const group of groups) if (group.connections) yield* group.connections;
}

/** Whether the same groups and connections are in both, and lead to the same steps. */
export function areAlike(groups: readonly Group[], others: readonly Group[]): boolean {
  if (groups === others) return true;
  return (
    groups.length === others.length &&
    groups.every((group, at) => {
      const other = others[at];
      if (group === other) return true;
      const [own, theirs] = [group.connections ?? [], other?.connections ?? []];
      return (
        group.id === other?.id &&
        own.length === theirs.length &&
        own.every((one, place) => one.id === theirs[place]?.id && one.to === theirs[place].to)
      );
    })
  );
}

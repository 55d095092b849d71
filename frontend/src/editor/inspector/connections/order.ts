import { inOrder, type Connection } from "@/model/document";

/** Always taken where it is reached: the ELSE. */
export function isOtherwise(connection: Connection): boolean {
  return isAlways(connection.rules) && isAlways(connection.filters);
}

function isAlways(rules: Connection["rules"] | null): boolean {
  return rules === undefined || rules === null || Object.keys(rules).length === 0;
}

/** How many at the end stay where they are: an "otherwise" that is tested last. */
export function pinnedCount(connections: readonly Connection[]): number {
  const last = inOrder(connections).at(-1);
  return last !== undefined && isOtherwise(last) ? 1 : 0;
}

/** The last connection a new one with rules comes behind: before an "otherwise" at the end. */
export function lastBeforeOtherwise(connections: readonly Connection[]): Connection | null {
  const ordered = inOrder(connections);
  const ahead = ordered.slice(0, ordered.length - pinnedCount(connections));
  return ahead.at(-1) ?? null;
}

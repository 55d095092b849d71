import type { Shown, ShownGroup } from "./shown";

/** Where a row stands: in which group, and the how-manieth of it. */
export interface Place {
  readonly group: string;
  readonly index: number;
}

export function change(root: ShownGroup, id: string, how: (part: Shown) => Shown): ShownGroup {
  const next = changed(root, id, how);
  return next.kind === "group" ? next : root;
}

function changed(part: Shown, id: string, how: (part: Shown) => Shown): Shown {
  if (part.id === id) return how(part);
  if (part.kind !== "group") return part;
  const rules = part.rules.map((inner) => changed(inner, id, how));
  return rules.some((inner, place) => inner !== part.rules[place]) ? { ...part, rules } : part;
}

export function find(part: Shown, id: string): Shown | undefined {
  if (part.id === id) return part;
  if (part.kind !== "group") return undefined;
  for (const inner of part.rules) {
    const found = find(inner, id);
    if (found) return found;
  }
  return undefined;
}

export function placeOf(group: ShownGroup, id: string): Place | undefined {
  for (const [index, inner] of group.rules.entries()) {
    if (inner.id === id) return { group: group.id, index };
    const found = inner.kind === "group" ? placeOf(inner, id) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** What is bare and gets company becomes a group. */
export function insert(root: ShownGroup, part: Shown, { group, index }: Place): ShownGroup {
  return change(root, group, (found) => {
    if (found.kind !== "group") return found;
    const rules = [...found.rules.slice(0, index), part, ...found.rules.slice(index)];
    return { ...found, rules, isBare: found.isBare && rules.length < 2 && part.kind !== "group" };
  });
}

export function append(root: ShownGroup, part: Shown, group: string): ShownGroup {
  const found = find(root, group);
  return found?.kind === "group" ? insert(root, part, { group, index: found.rules.length }) : root;
}

export function remove(root: ShownGroup, id: string): ShownGroup {
  const place = placeOf(root, id);
  if (!place) return root;
  return change(root, place.group, (found) =>
    found.kind === "group" ? { ...found, rules: found.rules.filter((inner) => inner.id !== id) } : found,
  );
}

/** `to`: counted with the row where it was; nothing happens where it would stand within itself. */
export function move(root: ShownGroup, id: string, to: Place): ShownGroup {
  const part = find(root, id);
  const from = placeOf(root, id);
  if (!part || !from || find(part, to.group)) return root;
  const isLater = from.group === to.group && from.index < to.index;
  const index = isLater ? to.index - 1 : to.index;
  if (from.group === to.group && from.index === index) return root;
  return insert(remove(root, id), part, { group: to.group, index });
}

/** One place up or down as the rows are read: into groups and out of them. */
export function step(root: ShownGroup, id: string, by: -1 | 1): ShownGroup {
  const from = placeOf(root, id);
  const group = from && find(root, from.group);
  if (!from || group?.kind !== "group") return root;
  const beside = group.rules[from.index + by];
  if (beside?.kind === "group") {
    return move(root, id, { group: beside.id, index: by > 0 ? 0 : beside.rules.length });
  }
  if (beside) return move(root, id, { group: group.id, index: by > 0 ? from.index + 2 : from.index - 1 });
  const outer = placeOf(root, group.id);
  return outer ? move(root, id, { group: outer.group, index: by > 0 ? outer.index + 1 : outer.index }) : root;
}

/** The rows of a group take its place. */
export function unwrap(root: ShownGroup, id: string): ShownGroup {
  const place = placeOf(root, id);
  const inner = find(root, id);
  if (!place || inner?.kind !== "group" || inner.not) return root;
  return change(root, place.group, (outer) =>
    outer.kind === "group"
      ? { ...outer, rules: outer.rules.flatMap((one) => (one.id === id ? inner.rules : [one])) }
      : outer,
  );
}

export function isEmpty(root: ShownGroup): boolean {
  return root.rules.every((part) => part.kind === "group" && !part.not && isEmpty(part));
}

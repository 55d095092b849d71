import type { BotDocument, Group, Note, RequestPart, Step, TemplateDocument } from "./document";
import { areAlike, connectionsIn, partsOf, type ConnectionPlace, type Parts } from "./parts";

export type { ConnectionPlace } from "./parts";

/** `stepId` null: a group of the bot itself. */
export interface GroupPlace {
  readonly group: Group;
  readonly stepId: string | null;
}

/** By the id of a part, the step it is in; null: the bot itself. */
interface Places {
  readonly groups: ReadonlyMap<string, string | null>;
  readonly connections: ReadonlyMap<string, string | null>;
}

const BOT: readonly Group[] = [];
const NOWHERE: readonly ConnectionPlace[] = [];

/**
 * Finds parts of one document by their ids. Made once a document; what did not change since the document before is
 * taken over, so that a keystroke in a bot of thousands of steps costs next to nothing.
 */
export class DocumentIndex {
  readonly document: BotDocument;
  readonly steps: readonly Step[];
  #ordinals: ReadonlyMap<string, number> | null = null;
  #places: Places | null = null;
  #incoming: ReadonlyMap<string, readonly (string | null)[]> | null = null;
  #byId = new Map<string, ReadonlyMap<string, unknown>>();

  constructor(document: BotDocument, previous?: DocumentIndex) {
    this.document = document;
    this.steps = document.steps ?? [];
    if (previous) this.#takeOver(previous);
  }

  step(id: string): Step | undefined {
    const ordinal = this.ordinal(id);
    return ordinal === undefined ? undefined : this.steps[ordinal];
  }

  /** The place of a step in the list of steps. */
  ordinal(id: string): number | undefined {
    this.#ordinals ??= new Map(this.steps.map((step, ordinal) => [step.id, ordinal]));
    return this.#ordinals.get(id);
  }

  group(id: string): GroupPlace | undefined {
    const stepId = this.#found().groups.get(id);
    if (stepId === undefined) return undefined;
    const group = this.#partsOf(stepId).group(id);
    return group && { group, stepId };
  }

  connection(id: string): ConnectionPlace | undefined {
    const stepId = this.#found().connections.get(id);
    return stepId === undefined ? undefined : this.#partsOf(stepId).connection(id, stepId);
  }

  /** Connections that lead to the step, in the order of the document. */
  incoming(stepId: string): readonly ConnectionPlace[] {
    this.#incoming ??= this.#gatherIncoming();
    const from = this.#incoming.get(stepId);
    if (!from) return NOWHERE;
    return from.flatMap((id) =>
      this.#partsOf(id)
        .places(id)
        .filter((one) => one.connection.to === stepId),
    );
  }

  /** Connections of the step, in the order they are written; null: those of the bot's own groups. */
  outgoing(stepId: string | null): readonly ConnectionPlace[] {
    if (stepId !== null && !this.step(stepId)) return NOWHERE;
    return this.#partsOf(stepId).places(stepId);
  }

  request(id: string): RequestPart | undefined {
    return this.#listed("requests", this.document.requests).get(id);
  }

  note(id: string): Note | undefined {
    return this.#listed("notes", this.document.notes).get(id);
  }

  template(id: string, version: number): TemplateDocument | undefined {
    return this.document.templates?.find((one) => one.id === id && one.version === version);
  }

  #partsOf(stepId: string | null): Parts {
    const groups = stepId === null ? this.document.groups : this.step(stepId)?.groups;
    return partsOf(groups ?? BOT);
  }

  #listed<Part extends { readonly id: string }>(
    name: string,
    parts: readonly Part[] = [],
  ): ReadonlyMap<string, Part> {
    const known = this.#byId.get(name) as ReadonlyMap<string, Part> | undefined;
    if (known) return known;
    const made = new Map(parts.map((part) => [part.id, part]));
    this.#byId.set(name, made);
    return made;
  }

  #found(): Places {
    if (this.#places) return this.#places;
    const groups = new Map<string, string | null>();
    const connections = new Map<string, string | null>();
    for (const [stepId, list] of this.#owners()) {
      for (const group of list) groups.set(group.id, stepId);
      for (const connection of connectionsIn(list)) connections.set(connection.id, stepId);
    }
    this.#places = { groups, connections };
    return this.#places;
  }

  #gatherIncoming() {
    const incoming = new Map<string, (string | null)[]>();
    for (const [stepId, list] of this.#owners()) {
      for (const { to } of connectionsIn(list)) {
        const met = incoming.get(to);
        if (!met) incoming.set(to, [stepId]);
        else if (met.at(-1) !== stepId) met.push(stepId);
      }
    }
    return incoming;
  }

  *#owners(): Generator<[string | null, readonly Group[]]> {
    if (this.document.groups) yield [null, this.document.groups];
    for (const step of this.steps) if (step.groups) yield [step.id, step.groups];
  }

  #takeOver(previous: DocumentIndex): void {
    if (this.document.requests === previous.document.requests) this.#take(previous, "requests");
    if (this.document.notes === previous.document.notes) this.#take(previous, "notes");
    if (this.steps.length !== previous.steps.length) return;
    let isAlike = areAlike(this.document.groups ?? BOT, previous.document.groups ?? BOT);
    for (const [at, now] of this.steps.entries()) {
      const then = previous.steps[at];
      if (now === then) continue;
      if (now.id !== then?.id) return;
      isAlike &&= areAlike(now.groups ?? BOT, then.groups ?? BOT);
    }
    this.#ordinals = previous.#ordinals;
    if (!isAlike) return;
    this.#places = previous.#places;
    this.#incoming = previous.#incoming;
  }

  #take(previous: DocumentIndex, name: string): void {
    const known = previous.#byId.get(name);
    if (known) this.#byId.set(name, known);
  }
}

const made = new WeakMap<BotDocument, DocumentIndex>();

/** The index of a document, the same one each time. `previous`: of a document it was made from. */
export function indexOf(document: BotDocument, previous?: DocumentIndex): DocumentIndex {
  const known = made.get(document);
  if (known) return known;
  const index = new DocumentIndex(document, previous);
  made.set(document, index);
  return index;
}

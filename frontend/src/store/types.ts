import type { Fault } from "@/api/faults";
import type { components } from "@/api/schema";
import type { BotDocument } from "@/model/document";
import type { DocumentIndex } from "@/model/index";
import type { Operation, PathIn } from "@/model/operation";

export type Issue = components["schemas"]["IssueRead"];
export type BotStatus = components["schemas"]["BotStatus"];
export type Access = "owner" | "editor" | "viewer";

export interface BotHead {
  readonly id: string;
  readonly name: string;
  readonly access: Access;
  readonly workspaceId: string;
  readonly status: BotStatus;
  readonly publishedVersion: number | null;
}

/** One place that two people changed at once. `theirs` is null where it is gone; `by` null: nobody knows who. */
export interface ConflictSide {
  readonly path: PathIn;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly by: string | null;
  readonly revision: number | null;
}

/**
 * A change of this person that met one of somebody else. `change`: it is shown here and not saved. `undo`: what is to
 * be undone was changed by somebody since; "mine" undoes it all the same.
 */
export interface Conflict {
  readonly id: string;
  readonly kind: "change" | "undo";
  readonly label: string;
  readonly sides: readonly ConflictSide[];
  /** False: what it was made in is gone, and is not known here. */
  readonly canKeepMine: boolean;
}

/** A change the server refused: it is taken back, and can be looked at until it is dismissed. */
export interface Refusal {
  readonly id: string;
  readonly label: string;
  readonly fault: Fault;
  readonly operations: readonly Operation[];
}

/**
 * `pending`: changes that are not saved yet. `isKept`: those would survive if the page were closed now. `fault`: why
 * it is not saved. `waitsForSignIn`: it goes on after signing in again.
 */
export interface Saved {
  readonly state: "saved" | "saving" | "offline" | "conflict" | "refused";
  readonly pending: number;
  readonly conflicts: readonly Conflict[];
  readonly refusals: readonly Refusal[];
  readonly fault?: Fault;
  readonly isKept: boolean;
  readonly waitsForSignIn: boolean;
}

export interface Selection {
  readonly steps: readonly string[];
  readonly connection: string | null;
  readonly notes: readonly string[];
  readonly group: string | null;
}

/** One open window of somebody; `isMe`: of this person, here or elsewhere. */
export interface Person {
  readonly socketId: string;
  readonly personId: string;
  readonly name: string | null;
  readonly step: string | null;
  readonly isMe: boolean;
}

export interface Lock {
  readonly step: string;
  readonly personId: string;
  readonly name: string | null;
  readonly until: string;
  readonly isMine: boolean;
}

/** Steps, groups and connections that are lit, by id: how often they were passed. Inner steps are `outer/inner`. */
export interface LitPath {
  readonly lit: Readonly<Record<string, number>>;
}

export interface View {
  readonly dock: "properties" | "chat" | null;
  readonly drawer: "trace" | null;
  readonly rail: "steps" | "variables" | "problems" | "templates" | "schedule" | "versions" | null;
  readonly mode: "canvas" | "outline";
}

export interface StepCount {
  readonly entered: number;
  readonly dropped: number;
  readonly noMatch: number;
}

export interface Counts {
  readonly steps: Readonly<Record<string, StepCount>>;
  readonly connections: Readonly<Record<string, number>>;
  readonly version: number | null;
  readonly since: string | null;
  /** False: only the newest conversations were looked at for `dropped`. */
  readonly allDrops: boolean;
}

/** `version` left out: all of them; `since`: from the day of this moment on. */
export interface CountsWanted {
  readonly version?: number;
  readonly since?: string;
}

export interface ChangeTerms {
  /** What was done, in the person's language: undo names it. */
  readonly label: string;
  /** The same key in a row is one entry to undo: typing, dragging. */
  readonly merge?: string;
  /** It cannot be taken back, so undo does not offer it. */
  readonly isFinal?: boolean;
}

/** Where to go; `path` as issues name it in `target`. */
export interface RevealTarget {
  readonly step?: string;
  readonly connection?: string;
  readonly path?: PathIn;
  /** What is written there is selected, to be written over. */
  readonly whole?: boolean;
}

/** Counts up with each call of `reveal`, so that the same place can be shown again. */
export interface Revealed extends RevealTarget {
  readonly number: number;
}

export interface TraceEntry {
  readonly kind: string;
  readonly [field: string]: unknown;
}

interface TurnFrame {
  readonly session_id: string;
  readonly channel_id: string;
  readonly person_id: string;
  readonly at: string;
}

/**
 * What `/ws/bot` tells beside changes: turns (flow-language.md 8), `missed`: so many traces were left out; a proposal
 * that was made, changed or decided, `proposals` where nobody knows which.
 */
export type LiveFrame =
  | (TurnFrame & {
      readonly type: "trace";
      readonly version: number;
      readonly trace: {
        readonly entries: readonly TraceEntry[];
        readonly no_match: boolean;
        readonly dropped: number;
      };
    })
  | (TurnFrame & { readonly type: "log"; readonly entry: TraceEntry })
  | (TurnFrame & {
      readonly type: "variables";
      readonly step: string | null;
      readonly finished: boolean;
      readonly variables: Readonly<Record<string, unknown>>;
    })
  | { readonly type: "missed"; readonly traces: number | null }
  | { readonly type: "proposal"; readonly id: string; readonly state: string; readonly revision: number }
  | { readonly type: "proposals" };

export type LiveListener = (frame: LiveFrame) => void;

/**
 * `live`: whether `/ws/bot` is open. `status`: "failed" with `fault` where the bot cannot be opened; "ready" with one
 * where it was deleted, or is shared no more, while it was open.
 */
export interface EditorValues {
  readonly botId: string;
  readonly status: "opening" | "ready" | "failed";
  readonly fault: Fault | null;
  readonly live: boolean;
  readonly bot: BotHead;
  readonly readOnly: boolean;
  readonly document: BotDocument;
  readonly index: DocumentIndex;
  readonly revision: number;
  readonly saved: Saved;
  readonly issues: readonly Issue[];
  readonly selection: Selection;
  readonly revealed: Revealed | null;
  readonly people: readonly Person[];
  readonly locks: Readonly<Record<string, Lock>>;
  readonly path: LitPath;
  readonly view: View;
  readonly counts: Counts | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What undo and redo would do, as their labels say. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
}

export interface EditorActions {
  /** Issues of a step, the same array as long as they are the same. */
  issuesOf(stepId: string): readonly Issue[];
  /** Applied at once, kept in this browser, sent within a second. Throws `ChangeRefused` where it cannot be done. */
  change(operations: readonly Operation[], terms: ChangeTerms): void;
  undo(): void;
  redo(): void;
  select(selection: Partial<Selection>): void;
  reveal(target: RevealTarget): void;
  setView(view: Partial<View>): void;
  resolve(conflict: Conflict, side: "mine" | "theirs"): void;
  /** A refused change was read by the person. */
  dismiss(refusal: Refusal): void;
  /** Light steps and connections; {} puts all of them out. */
  light(lit: Readonly<Record<string, number>>): void;
  /** Fetch numbers for the canvas, or take them off. */
  showCounts(wanted: CountsWanted | null): Promise<void>;
  /** What was done to the bot outside of its draft: published, paused. */
  updateBot(bot: Partial<BotHead>): void;
  /** Try to save and to connect now. */
  retry(): void;
  /** What comes of accepting this proposal is undone under this label. */
  accepting(proposal: string, label: string): void;
  /** Hear of turns and proposals as they happen; the answer ends it. */
  onTrace(listener: LiveListener): () => void;
}

export type EditorState = EditorValues & EditorActions;
export type { BotDocument, DocumentIndex, Operation, PathIn };

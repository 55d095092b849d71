import { api } from "@/api/client";
import { faultOf, unwrap, type Fault } from "@/api/faults";
import type { components } from "@/api/schema";
import type { BotDocument } from "@/model/document";
import { isObject, ownOf } from "@/model/json";
import type { Operation } from "@/model/operation";

import type { Change, MetConflict, SyncEvent } from "./sync/state";
import type { Counts, CountsWanted, Issue } from "./types";

type Draft = components["schemas"]["DraftRead"];
type WithoutNumber<E> = E extends { number: number } ? Omit<E, "number"> : never;

/** What came of sending, for the machine. */
export type SendOutcome = WithoutNumber<SyncEvent>;

export interface DraftNow extends Omit<Draft, "document"> {
  readonly document: BotDocument;
}

const LONGEST = 60_000; // ms a request may take
const OUTLIVING = 60_000; // bytes of a request that may outlive its page; browsers take 64 KiB

/** What the editor asks the API for, of one bot. */
export class Transport {
  readonly #path: { params: { path: { bot_id: string } } };

  constructor(botId: string) {
    this.#path = { params: { path: { bot_id: botId } } };
  }

  async read(): Promise<DraftNow> {
    const draft = await unwrap(api.GET("/api/v1/bots/{bot_id}/draft", { ...this.#path, ...timed() }));
    return { ...draft, document: draft.document as unknown as BotDocument };
  }

  /** `isLast`: the page may be gone before the answer. */
  async send(base: number, operations: readonly Operation[], isLast = false): Promise<SendOutcome> {
    const body = { base_revision: base, operations: operations.map(asSent), dry_run: false };
    const terms = { ...timed(), keepalive: isLast && sizeOf(body) < OUTLIVING };
    try {
      const done = await unwrap(api.POST("/api/v1/bots/{bot_id}/changes", { ...this.#path, body, ...terms }));
      return { type: "answered", revision: done.revision, isNew: done.applied.every((one) => one.is_new) };
    } catch (thrown) {
      return outcomeOf(faultOf(thrown));
    }
  }

  /** All that was changed behind a revision; `hasGap`: it is no longer kept. */
  async since(after: number): Promise<{ changes: readonly Change[]; hasGap: boolean }> {
    const changes: Change[] = [];
    for (;;) {
      const query = { after: changes.at(-1)?.revision ?? after };
      const params = { ...this.#path.params, query };
      const page = await unwrap(api.GET("/api/v1/bots/{bot_id}/changes", { params, ...timed() }));
      if (page.has_gap) return { changes: [], hasGap: true };
      changes.push(
        ...page.items.map((one) => ({ ...one, operations: one.operations as unknown as Operation[] })),
      );
      if (!page.has_more) return { changes, hasGap: false };
    }
  }

  async inspect(): Promise<readonly Issue[]> {
    return (await unwrap(api.GET("/api/v1/bots/{bot_id}/inspect", { ...this.#path, ...timed() }))).issues;
  }

  async counts(wanted: CountsWanted): Promise<Counts> {
    const params = { ...this.#path.params, query: wanted };
    const found = await unwrap(api.GET("/api/v1/bots/{bot_id}/counts", { params, ...timed() }));
    const connections: Record<string, number> = {};
    for (const { connection, count } of found.steps.flatMap((one) => one.left)) {
      connections[connection] = (ownOf(connections, connection) ?? 0) + count;
    }
    const steps = found.steps.flatMap(({ step, entered, dropped, no_match }) =>
      step === null ? [] : [[step, { entered, dropped, noMatch: no_match }] as const],
    );
    const { version, since, all_drops: allDrops } = found;
    return { steps: Object.fromEntries(steps), connections, version, since, allDrops };
  }
}

/** How a refused request goes on; tables of codes: docs/http.md. */
export function outcomeOf(fault: Fault): SendOutcome {
  const { code, status, details } = fault;
  if (code === "change:conflict") {
    return {
      type: "conflicted",
      conflicts: conflictsIn(details["conflicts"]),
      revision: numberIn(details["revision"]),
    };
  }
  if (code === "change:base_too_old" || code === "change:unknown_revision") return { type: "outdated" };
  if (status === 429) {
    return { type: "failed", fault, isBusy: true, seconds: Math.max(1, numberIn(details["retry_after"])) };
  }
  if (!isOurs(fault) || status >= 500 || status === 408) return { type: "failed", fault, isBusy: false };
  if (status === 401 || status === 403 || code === "bot:not_found") return { type: "blocked", fault };
  const operation = details["operation"];
  return { type: "refused", fault, operation: typeof operation === "number" ? operation : null };
}

/** Whether the server itself will answer the same again. */
export function isFinal(fault: Fault): boolean {
  const isOften = [401, 408, 425, 429].includes(fault.status);
  return isOurs(fault) && fault.status >= 400 && fault.status < 500 && !isOften;
}

/** Whether our server said so, and not something on the way to it: faults of `app:` are the browser's own. */
function isOurs({ code }: Fault): boolean {
  return !code.startsWith("app:");
}

function conflictsIn(told: unknown): readonly MetConflict[] {
  if (!Array.isArray(told)) return [];
  return told.filter(isObject).map((one) => ({
    operation: numberIn(one["operation"]),
    path: (one["path"] ?? "") as MetConflict["path"],
    theirs: one["theirs"] ?? null,
    revision: numberIn(one["revision"]),
    author_id: typeof one["author_id"] === "string" ? one["author_id"] : null,
  }));
}

function numberIn(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function asSent({ path, to, ...operation }: Operation) {
  const whole = { ...operation, path: segmentsOf(path) };
  return to === undefined ? whole : { ...whole, to: segmentsOf(to) };
}

function segmentsOf(path: Operation["path"]): string | (string | number)[] {
  return typeof path === "string" ? path : [...path];
}

function sizeOf(body: unknown): number {
  return new TextEncoder().encode(JSON.stringify(body)).length;
}

function timed(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(LONGEST) };
}

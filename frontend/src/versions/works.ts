import { isObject } from "@/model/json";
import { segments, type PathIn } from "@/model/operation";

import type { AuditLine } from "./types";

const PAUSE = 10 * 60_000; // ms between changes of one person that are one piece of work

export type Did = "change" | "import" | "restore" | "undo" | "accept" | "publish";

/** What one person did in a row; `steps`: ids of those it was about, `others`: kinds of other parts. */
export interface Work {
  readonly key: string;
  readonly did: Did;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly from: string;
  readonly until: string;
  readonly times: number;
  readonly version: number | null;
  readonly steps: readonly string[];
  readonly others: readonly string[];
}

const DID: Readonly<Record<string, Did>> = {
  "draft.change": "change",
  "draft.import": "import",
  "draft.restore": "restore",
  "draft.undo": "undo",
  "draft.accept": "accept",
  "bot.publish": "publish",
};

/** Lines of the record, the newest first, as pieces of work. */
export function worksOf(lines: readonly AuditLine[]): readonly Work[] {
  const works: Work[] = [];
  for (const line of lines) {
    const work = workOf(line);
    if (!work) continue;
    const newer = works.at(-1);
    if (newer && isSameWork(newer, work)) works[works.length - 1] = together(newer, work);
    else works.push(work);
  }
  return works;
}

function workOf(line: AuditLine): Work | null {
  const did = DID[line.action];
  if (!did) return null;
  const version = isObject(line.after) ? line.after["version"] : null;
  return {
    key: line.id,
    did,
    actorId: line.actor_id,
    actorName: line.actor_name,
    from: line.at,
    until: line.at,
    times: 1,
    version: typeof version === "number" ? version : null,
    ...(did === "change" ? touched(line.after) : { steps: [], others: [] }),
  };
}

function isSameWork(newer: Work, older: Work): boolean {
  return (
    newer.did === "change" &&
    older.did === "change" &&
    newer.actorId === older.actorId &&
    Date.parse(newer.from) - Date.parse(older.until) < PAUSE
  );
}

function together(newer: Work, older: Work): Work {
  return {
    ...newer,
    from: older.from,
    times: newer.times + older.times,
    steps: [...new Set([...newer.steps, ...older.steps])],
    others: [...new Set([...newer.others, ...older.others])],
  };
}

function touched(operations: unknown): Pick<Work, "steps" | "others"> {
  const steps = new Set<string>();
  const others = new Set<string>();
  for (const operation of Array.isArray(operations) ? operations.filter(isObject) : []) {
    const [list = "", id] = segments(operation["path"] as PathIn);
    const made = isObject(operation["value"]) ? operation["value"]["id"] : undefined;
    const step = id ?? made;
    if (list === "steps" && typeof step === "string") steps.add(step);
    else others.add(list);
  }
  return { steps: [...steps], others: [...others] };
}

/** One entry of a trace as the API gives it: its kind, and the fields of that kind. */
export interface TraceEntry {
  readonly kind: string;
  readonly [field: string]: unknown;
}

export interface GroupVisit {
  readonly group: string | null;
  readonly type: string;
  readonly entries: readonly TraceEntry[];
  /** Microseconds, where the trace says how long it took. */
  readonly took: number | null;
}

export interface StepVisit {
  /** Null before the first step: groups of the bot, and what came in. */
  readonly step: string | null;
  readonly visits: readonly GroupVisit[];
}

/** A turn's entries by the steps and groups they happened in, in their order. */
export function outline(entries: readonly TraceEntry[]): StepVisit[] {
  const steps: { step: string | null; visits: Visit[] }[] = [];
  const here = (step: string | null) => {
    const last = steps.at(-1);
    if (last && last.step === step) return last;
    const made = { step, visits: [] };
    steps.push(made);
    return made;
  };
  let visit: Visit | null = null;
  for (const entry of entries) {
    if (entry.kind === "step") {
      const step = { step: textOf(entry.step), visits: [] };
      steps.push(step);
      visit = null;
    } else if (entry.kind === "group") {
      visit = { group: textOf(entry.group), type: String(entry.type ?? ""), entries: [], took: null };
      here(textOf(entry.step) ?? steps.at(-1)?.step ?? null).visits.push(visit);
    } else if (entry.kind === "handled") {
      if (visit && typeof entry.elapsed_us === "number") visit.took = entry.elapsed_us;
      visit = null;
    } else {
      if (!visit) {
        visit = { group: null, type: "", entries: [], took: null };
        (steps.at(-1) ?? here(null)).visits.push(visit);
      }
      visit.entries.push(entry);
    }
  }
  return steps.map(({ step, visits: all }) => ({ step, visits: all.filter(isTold) }));
}

/** A group that waits for an answer is named where it begins to wait and again where it goes on. */
function isTold({ entries, took }: Visit): boolean {
  return entries.length > 0 || took !== null;
}

interface Visit {
  group: string | null;
  type: string;
  entries: TraceEntry[];
  took: number | null;
}

/** Steps and connections that were passed, for lighting the way on the canvas. */
export function passed(entries: readonly TraceEntry[]): string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === "step") return textOf(entry.step) ?? [];
    if (entry.kind === "connection" && entry.taken === true) return textOf(entry.connection) ?? [];
    return [];
  });
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

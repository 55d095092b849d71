import type { TFunction } from "i18next";

import { momentSaid } from "../said";
import type { Run } from "../types";

const COUNTED = ["sent", "postponed", "passed", "failed"] as const;

/** When it was; what was sent to people at their own times is counted by the hour. */
export function whenRun({ kind, occurrence }: Run, zone: string, t: TFunction<"schedule">, language: string) {
  const at = momentSaid(occurrence, zone, language);
  return kind === "own" ? t("history.hour", { at }) : at;
}

/** What came of a run, in a few words. */
export function resultSaid(run: Run, t: TFunction<"schedule">): string {
  const counts = COUNTED.filter((one) => run[one] > 0).map((one) => t(`result.${one}`, { count: run[one] }));
  const counted = counts.join(", ");
  if (run.state === "done") return counted || t("result.nobody");
  return [t(`result.${run.state}`), counted].filter(Boolean).join(": ");
}

import type { TFunction } from "i18next";

import type { Run } from "../types";

const COUNTED = ["sent", "postponed", "passed", "failed"] as const;

/** What came of a run, in a few words. */
export function resultSaid(run: Run, t: TFunction<"schedule">): string {
  const counts = COUNTED.filter((one) => run[one] > 0).map((one) => t(`result.${one}`, { count: run[one] }));
  const counted = counts.join(", ");
  if (run.state === "done") return counted || t("result.nobody");
  return [t(`result.${run.state}`), counted].filter(Boolean).join(": ");
}

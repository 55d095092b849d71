import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Issue } from "@/store";

const COLORS = { error: "red", warning: "orange", hint: "blue" };
const ORDER = ["error", "warning", "hint"] as const;

/** How many issues there are, in the colour of the worst. */
export function IssueCount({ issues }: { issues: readonly Issue[] }) {
  const { t } = useTranslation("inspector");
  const worst = ORDER.find((severity) => issues.some((issue) => issue.severity === severity));
  if (worst === undefined) return null;
  return (
    <Badge
      size="sm"
      variant="light"
      autoContrast
      color={COLORS[worst]}
      aria-label={t("issues.count", { count: issues.length })}
    >
      {issues.length}
    </Badge>
  );
}

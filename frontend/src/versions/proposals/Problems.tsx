import { Text } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle, IconBulb, IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Issue } from "@/store";

import classes from "./proposals.module.css";

const ICONS = { error: IconAlertCircle, warning: IconAlertTriangle, hint: IconBulb } as const;

/** What would be wrong in the parts once they are in the draft. */
export function Problems({ issues }: { issues: readonly Issue[] }) {
  const { t, i18n } = useTranslation("proposals");
  if (issues.length === 0)
    return (
      <p className={classes.problem} role="status">
        <IconCircleCheck size={16} aria-hidden color="var(--success-text)" /> {t("problems.none")}
      </p>
    );
  return (
    <section aria-label={t("problems.title")} role="status">
      <Text size="sm" fw={600}>
        {t("problems.title")}
      </Text>
      <ul className={classes.problems}>
        {issues.map((issue, place) => {
          const Icon = ICONS[issue.severity];
          return (
            <li key={place} className={classes.problem} data-severity={issue.severity}>
              <Icon size={16} aria-label={t(`problems.${issue.severity}`)} role="img" />
              {i18n.language === "ru" ? issue.message_ru : issue.message}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

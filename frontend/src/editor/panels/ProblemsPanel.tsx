import { Button, Text, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconBulb, IconCircleCheck, IconCircleX, type Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Operation } from "@/model/operation";
import { useEditor, type Issue } from "@/store";
import { EmptyState } from "@/ui";

import classes from "./panels.module.css";
import { Whereabouts } from "./Whereabouts";

const SEVERITIES: readonly { name: Issue["severity"]; Shown: Icon }[] = [
  { name: "error", Shown: IconCircleX },
  { name: "warning", Shown: IconAlertTriangle },
  { name: "hint", Shown: IconBulb },
];

/** What the checker found, the gravest first. Errors hold up publishing; the rest is advice. */
export function ProblemsPanel() {
  const { t } = useTranslation("panels");
  const issues = useEditor((state) => state.issues);
  if (issues.length === 0)
    return (
      <EmptyState
        icon={<IconCircleCheck size={26} />}
        title={t("problems.none")}
        text={t("problems.noneText")}
      />
    );
  return (
    <div className={classes.panel}>
      {SEVERITIES.map(({ name, Shown }) => {
        const those = issues.filter(({ severity }) => severity === name);
        if (those.length === 0) return null;
        return (
          <section key={name}>
            <h3 className={classes.heading}>
              <Shown size={16} aria-hidden data-severity={name} className={classes.severity} />
              {t(`problems.${name}`, { count: those.length })}
            </h3>
            <ul className={classes.list}>
              {those.map((issue, place) => (
                <li key={`${issue.code} ${issue.path} ${place}`}>
                  <Problem issue={issue} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Problem({ issue }: { issue: Issue }) {
  const { t, i18n } = useTranslation("panels");
  const reveal = useEditor((state) => state.reveal);
  const change = useEditor((state) => state.change);
  const readOnly = useEditor((state) => state.readOnly);
  const words = i18n.language === "ru" ? issue.message_ru : issue.message;
  const { fix } = issue;
  const show = () => reveal({ step: issue.step ?? undefined, path: issue.target ?? undefined });
  return (
    <>
      <UnstyledButton className={classes.row} onClick={show}>
        <span className={classes.words}>
          {words}
          <Whereabouts issue={issue} words={words} />
        </span>
      </UnstyledButton>
      {fix && !readOnly && (
        <Button
          size="compact-xs"
          variant="light"
          ml={8}
          mb={6}
          onClick={() => change(fix.operations as unknown as Operation[], { label: t("problems.fix") })}
        >
          {(i18n.language === "ru" && "title_ru" in fix ? String(fix.title_ru) : fix.title) ||
            t("problems.fix")}
        </Button>
      )}
      {!issue.step && !issue.target && (
        <Text size="xs" c="var(--text-2)" ml={8}>
          {issue.path}
        </Text>
      )}
    </>
  );
}

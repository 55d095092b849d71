import { Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle, IconBulb } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Operation } from "@/model/operation";
import type { Issue } from "@/store";
import classes from "./IssueLines.module.css";
import { useEdit } from "./useEdit";

const ICONS = { error: IconAlertCircle, warning: IconAlertTriangle, hint: IconBulb };

/** Issues in words, each with what mends it by one click. */
export function IssueLines({ issues }: { issues: readonly Issue[] }) {
  if (issues.length === 0) return null;
  return (
    <Stack gap={4} role="note">
      {issues.map((issue) => (
        <IssueLine key={`${issue.code} ${issue.path} ${issue.message}`} issue={issue} />
      ))}
    </Stack>
  );
}

function IssueLine({ issue }: { issue: Issue }) {
  const { i18n } = useTranslation("inspector");
  const { run, readOnly } = useEdit();
  const isRussian = i18n.language.startsWith("ru");
  const Icon = ICONS[issue.severity];
  const fix = issue.fix;
  const title = isRussian ? fix?.title_ru : fix?.title;
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" className={classes[issue.severity]}>
      <Icon size={16} className={classes.icon} aria-hidden />
      <Text size="xs" className={classes.text}>
        {isRussian ? issue.message_ru : issue.message}
      </Text>
      {fix && title && !readOnly ? (
        <Button
          size="compact-xs"
          variant="default"
          className={classes.fix}
          onClick={() => run(fix.operations as unknown as Operation[], title)}
        >
          {title}
        </Button>
      ) : null}
    </Group>
  );
}

import { Group, Input, Text } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { CodeEditor, useRaised } from "@/code";
import { useEditorStore } from "@/store";
import { useIssuesAt } from "./IssueBoard";
import { FieldFrame } from "./FieldFrame";
import classes from "./IssueLines.module.css";
import type { Path } from "./path";
import { useEdit } from "./useEdit";

interface Props {
  path: Path;
  /** Whose code it is: what it failed with is known by it. */
  group: string;
  value: string | undefined;
  label: string;
}

/** Python source at a place of the document. */
export function CodeField({ path, group, value, label }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const issues = useIssuesAt(path, true);
  const source = value ?? "";
  const raised = useRaised(useEditorStore(), group, source);
  const shown = useMemo(() => (raised ? [...issues, raised] : issues), [issues, raised]);
  return (
    <FieldFrame path={path} issues={issues}>
      <Input.Label component="div">{label}</Input.Label>
      <CodeEditor
        label={label}
        source={source}
        issues={shown}
        readOnly={edit.readOnly}
        onChange={(next) => {
          if (next !== source) edit.set(path, next === "" ? null : next, label);
        }}
      />
      {raised ? (
        <Group gap={6} wrap="nowrap" align="flex-start" className={classes.error} role="note">
          <IconAlertCircle size={16} className={classes.icon} aria-hidden />
          <Text size="xs" className={classes.text}>
            {t("groups.raised", { line: raised.line, message: raised.message })}
          </Text>
        </Group>
      ) : null}
    </FieldFrame>
  );
}

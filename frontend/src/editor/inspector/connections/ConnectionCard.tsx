import { Group, Text, UnstyledButton } from "@mantine/core";
import { IconChevronRight, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Connection, Step } from "@/model/document";
import { ownOf } from "@/model/json";
import { useEditor } from "@/store";
import { IconButton } from "@/ui";
import { useIssuesAt } from "../editing/IssueBoard";
import { IssueLines } from "../editing/IssueLines";
import type { Path } from "../editing/path";
import { useEdit } from "../editing/useEdit";
import { Card } from "../panel/Card";
import classes from "./ConnectionCard.module.css";
import { ConnectionFields } from "./ConnectionFields";
import { TargetField } from "./TargetField";
import { useWayName } from "./useWayName";

interface Props {
  connection: Connection;
  place: Path;
  step: Step | null;
  grip: ReactNode;
  open: boolean;
  onToggle: () => void;
}

/** One way on: when it is taken, and where it leads; opened, all there is to it. */
export function ConnectionCard({ connection, place, step, grip, open, onToggle }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const wayName = useWayName();
  const issues = useIssuesAt(place, true);
  const isSelected = useEditor((state) => state.selection.connection === connection.id);
  const isLit = useEditor((state) => (ownOf(state.path.lit, connection.id) ?? 0) > 0);
  const name = wayName(connection);
  return (
    <Card label={name} marked={isSelected || isLit} place={place}>
      <Group gap={4} wrap="nowrap">
        {grip}
        <UnstyledButton className={classes.name} aria-expanded={open} onClick={onToggle}>
          <IconChevronRight size={14} className={classes.chevron} data-open={open || undefined} aria-hidden />
          <Text size="sm" fw={500} lineClamp={open ? undefined : 2} className={classes.words}>
            {name}
          </Text>
        </UnstyledButton>
        {edit.readOnly ? null : (
          <IconButton
            label={t("ways.removeThis", { name })}
            onClick={() => edit.run([{ op: "remove", path: [...place] }], t("ways.remove"))}
          >
            <IconTrash size={16} aria-hidden />
          </IconButton>
        )}
      </Group>
      <TargetField connection={connection} place={place} step={step} hideLabel />
      {open ? <ConnectionFields connection={connection} place={place} /> : null}
      <IssueLines issues={issues} />
    </Card>
  );
}

import { Group as Row, Select, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconChevronRight, IconTrash } from "@tabler/icons-react";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { groupType, type Group, type GroupType, type Step } from "@/model/document";
import { useEditor } from "@/store";
import { IconButton } from "@/ui";
import { ConnectionsField } from "../connections/ConnectionsField";
import { useIssuesAt } from "../editing/IssueBoard";
import { FieldFrame } from "../editing/FieldFrame";
import { IssueLines } from "../editing/IssueLines";
import { NumberField } from "../editing/NumberField";
import type { Path } from "../editing/path";
import { SettingsField } from "../editing/SettingsField";
import { useEdit } from "../editing/useEdit";
import { Advanced } from "../panel/Advanced";
import { Card } from "../panel/Card";
import { IssueCount } from "../panel/IssueCount";
import { useFold } from "../place";
import classes from "./GroupCard.module.css";
import { changeType } from "./operations";
import { GROUPS } from "./registry";
import { isOfCredential } from "../integrations/fitting";
import { Timing } from "./Timing";
import { useGroupName } from "./useGroupName";

interface Props {
  group: Group;
  place: Path;
  step: Step | null;
  grip: ReactNode;
}

/** A connection group: its work, what it writes, its ways on. */
export function GroupCard({ group, place, step, grip }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const groupName = useGroupName();
  const issues = useIssuesAt(place, true);
  const isSelected = useEditor((state) => state.selection.group === group.id);
  const [folded, setFolded] = useFold(group.id, place);
  const { icon: Icon } = GROUPS[groupType(group)];
  const name = groupName(group);
  return (
    <Card label={name} marked={isSelected} place={place}>
      <Row gap={4} wrap="nowrap">
        {grip}
        <UnstyledButton className={classes.name} aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          <IconChevronRight
            size={14}
            className={classes.chevron}
            data-open={!folded || undefined}
            aria-hidden
          />
          <Icon size={16} className={classes.icon} aria-hidden />
          <Text size="sm" fw={600} className={classes.words} lineClamp={2}>
            {name}
          </Text>
          {folded ? <IssueCount issues={issues} /> : null}
        </UnstyledButton>
        {edit.readOnly ? null : (
          <IconButton
            label={t("groups.removeThis", { name })}
            onClick={() => edit.run([{ op: "remove", path: [...place] }], t("groups.remove"))}
          >
            <IconTrash size={16} aria-hidden />
          </IconButton>
        )}
      </Row>
      {folded ? null : <GroupFields group={group} place={place} step={step} />}
      {folded ? null : <IssueLines issues={issues.filter((issue) => !isOfCredential(issue, group))} />}
    </Card>
  );
}

function GroupFields({ group, place, step }: Omit<Props, "grip">) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const type = groupType(group);
  const { Form } = GROUPS[type];
  const typeIssues = useIssuesAt([...place, "type"]);
  return (
    <Stack gap="sm">
      {step !== null || group.on === "timeout" ? <Timing group={group} place={place} step={step} /> : null}
      <Form group={group} place={place} step={step} />
      <SettingsField path={[...place, "set"]} value={group.set} label={t("groups.set")} />
      <ConnectionsField group={group} place={place} step={step} />
      <Advanced
        openAtFirst={Boolean(group.priority)}
        places={[
          [...place, "type"],
          [...place, "priority"],
        ]}
      >
        <FieldFrame path={[...place, "type"]} issues={typeIssues}>
          <Select
            label={t("groups.type")}
            value={type}
            allowDeselect={false}
            readOnly={edit.readOnly}
            data={Object.keys(GROUPS).map((one) => ({
              value: one,
              label: t(`groups.types.${one as GroupType}`),
            }))}
            onChange={(next) => {
              if (next !== null && next !== type)
                edit.run(changeType(group, place, next as GroupType), t("groups.type"));
            }}
          />
        </FieldFrame>
        <NumberField
          path={[...place, "priority"]}
          value={group.priority}
          fallback={0}
          whole
          min={-(2 ** 31)}
          max={2 ** 31 - 1}
          label={t("priority.label")}
          description={t("priority.groups")}
        />
      </Advanced>
    </Stack>
  );
}

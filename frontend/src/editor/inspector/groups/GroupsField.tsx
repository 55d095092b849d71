import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { inOrder, type Group, type Step } from "@/model/document";
import { SortableList } from "@/values";
import type { Path } from "../editing/path";
import { useEdit } from "../editing/useEdit";
import { Hint } from "../panel/Hint";
import { AddGroup } from "./AddGroup";
import { GroupCard } from "./GroupCard";
import { reorderGroups } from "./operations";
import { useGroupName } from "./useGroupName";

interface Props {
  groups: readonly Group[] | undefined;
  /** Where they are: of a step, or of the bot. */
  list: Path;
  step: Step | null;
  empty: string;
}

/** Connection groups in the order they are handled. */
export function GroupsField({ groups, list, step, empty }: Props) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const groupName = useGroupName();
  const ordered = inOrder(groups);
  return (
    <Stack gap="sm">
      {ordered.length === 0 ? <Hint>{empty}</Hint> : null}
      <SortableList
        label={t("groups.title")}
        items={ordered}
        keyOf={(group) => group.id}
        nameOf={(group) => groupName(group)}
        readOnly={edit.readOnly}
        onMove={(from, to) => edit.run(reorderGroups(list, ordered, from, to), t("groups.move"))}
      >
        {(group, _, grip) => <GroupCard group={group} place={[...list, group.id]} step={step} grip={grip} />}
      </SortableList>
      {ordered.length > 1 ? (
        <Text size="xs" c="var(--text-2)">
          {t("groups.orderHint")}
        </Text>
      ) : null}
      {edit.readOnly ? null : <AddGroup list={list} isBot={step === null} />}
    </Stack>
  );
}

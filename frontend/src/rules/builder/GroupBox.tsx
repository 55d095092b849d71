import { Checkbox, Group, NativeSelect } from "@mantine/core";
import { IconFolderMinus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui";
import sortable from "@/values/sets/SortableList.module.css";
import type { Shown, ShownGroup } from "../model/shown";
import { Outcome } from "../trying/Outcome";
import { AddButtons } from "./AddButtons";
import { useBuilder } from "./context";
import { Grip } from "./Grip";
import classes from "./RuleBuilder.module.css";
import { RuleRow } from "./RuleRow";
import { UnreadRow } from "./UnreadRow";

/** A group with its rows; the outermost has no frame, and no head while there is only one row. */
export function GroupBox({ group, isOutermost = false }: { group: ShownGroup; isOutermost?: boolean }) {
  const { t } = useTranslation("rules");
  const builder = useBuilder();
  const hasHead = !isOutermost || group.rules.length > 1 || group.not;
  return (
    <div className={classes.group} data-outermost={isOutermost || undefined}>
      {hasHead && <GroupHead group={group} isOutermost={isOutermost} />}
      <ul className={classes.rows} data-rows={group.id} aria-label={t("builder.list")}>
        {group.rules.map((part, index) => (
          <li
            key={part.id}
            className={sortable.item}
            data-row={part.id}
            data-dragged={builder.dragged === part.id || undefined}
            data-before={isDrop(builder.drop, group.id, index) || undefined}
            data-after={
              (index === group.rules.length - 1 && isDrop(builder.drop, group.id, index + 1)) || undefined
            }
          >
            {index > 0 && <span className={classes.joining}>{t(group.combinator)}</span>}
            <Row part={part} />
          </li>
        ))}
      </ul>
      {!isOutermost && !builder.readOnly && <AddButtons group={group.id} builder={builder} />}
    </div>
  );
}

function isDrop(drop: { group: string; index: number } | null, group: string, index: number): boolean {
  return drop?.group === group && drop.index === index;
}

function Row({ part }: { part: Shown }) {
  if (part.kind === "group") return <GroupBox group={part} />;
  return part.kind === "rule" ? <RuleRow rule={part} /> : <UnreadRow part={part} />;
}

function GroupHead({ group, isOutermost }: { group: ShownGroup; isOutermost: boolean }) {
  const { t } = useTranslation("rules");
  const builder = useBuilder();
  const name = t("builder.group");
  const choices = [
    { value: "and", label: t("builder.all") },
    { value: "or", label: t("builder.any") },
  ];
  return (
    <Group gap={6} wrap="nowrap" className={classes.head}>
      {!isOutermost && <Grip id={group.id} name={name} />}
      <NativeSelect
        size="xs"
        aria-label={t("builder.joining")}
        data={choices}
        value={group.combinator}
        disabled={builder.readOnly}
        onChange={(event) => {
          const combinator = event.currentTarget.value === "or" ? "or" : "and";
          builder.changeGroup(group.id, (now) => ({ ...now, combinator }));
        }}
      />
      <Checkbox
        size="xs"
        label={t("builder.negate")}
        title={t("builder.negateHelp")}
        checked={group.not}
        disabled={builder.readOnly}
        onChange={(event) => {
          const not = event.currentTarget.checked;
          builder.changeGroup(group.id, (now) => ({ ...now, not, isBare: false }));
        }}
      />
      <span className={classes.space} />
      <Outcome id={group.id} name={name} />
      {!isOutermost && !builder.readOnly && (
        <>
          {!group.not && (
            <IconButton label={t("builder.unwrap")} size="sm" onClick={() => builder.unwrap(group.id)}>
              <IconFolderMinus size={16} aria-hidden />
            </IconButton>
          )}
          <IconButton
            label={t("builder.remove", { name })}
            size="sm"
            onClick={() => builder.remove(group.id, name)}
          >
            <IconTrash size={16} aria-hidden />
          </IconButton>
        </>
      )}
    </Group>
  );
}

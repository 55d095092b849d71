import { Anchor, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useEditor, type Conflict, type ConflictSide } from "@/store";

import { stepOf, valueText } from "./sides";
import classes from "./TopBar.module.css";

const SHOWN = 4;

/** Two people changed the same: both are shown, and one is chosen. Nothing is lost until then. */
export function Conflicts({ conflicts }: { conflicts: readonly Conflict[] }) {
  return conflicts.map((conflict) => <One key={conflict.id} conflict={conflict} />);
}

function One({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation("panels");
  const resolve = useEditor((state) => state.resolve);
  const { kind, label, sides, canKeepMine } = conflict;
  const left = sides.length - SHOWN;
  return (
    <section className={classes.conflict} aria-label={label}>
      <Text size="sm" fw={600}>
        {t(`conflict.${kind}`, { what: label })}
      </Text>
      {sides.slice(0, SHOWN).map((side) => (
        <Side key={String(side.path)} side={side} kind={kind} />
      ))}
      {left > 0 && <Text size="xs">{t("conflict.more", { count: left })}</Text>}
      {!canKeepMine && <Text size="xs">{t("conflict.cannotKeep")}</Text>}
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          disabled={!canKeepMine}
          onClick={() => resolve(conflict, "mine")}
        >
          {t(kind === "undo" ? "conflict.undoAnyway" : "conflict.takeMine")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => resolve(conflict, "theirs")}>
          {t(kind === "undo" ? "conflict.leave" : "conflict.takeTheirs")}
        </Button>
      </Group>
    </section>
  );
}

function Side({ side, kind }: { side: ConflictSide; kind: Conflict["kind"] }) {
  const { t } = useTranslation("panels");
  const people = useEditor((state) => state.people);
  const step = useEditor((state) => stepOf(side, state.index));
  const reveal = useEditor((state) => state.reveal);
  const name = people.find(({ personId }) => personId === side.by)?.name ?? t("somebody");
  return (
    <div className={classes.meeting}>
      {step && (
        <Anchor
          component="button"
          type="button"
          size="xs"
          onClick={() => reveal({ step: step.id, path: side.path })}
        >
          {step.name || step.id}
        </Anchor>
      )}
      <dl className={classes.sides}>
        <dt>{t(kind === "undo" ? "conflict.undone" : "conflict.mine")}</dt>
        <dd>{valueText(side.mine, t("conflict.gone"))}</dd>
        <dt>{name}</dt>
        <dd>{valueText(side.theirs, t("conflict.gone"))}</dd>
      </dl>
    </div>
  );
}

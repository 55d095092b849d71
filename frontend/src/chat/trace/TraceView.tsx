import { Text, UnstyledButton } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { EntryLine } from "./EntryLine";
import { outline, type GroupVisit, type TraceEntry } from "./outline";
import { duration } from "./shown";
import classes from "./TraceView.module.css";

type TraceViewProps = {
  entries: readonly TraceEntry[];
  /** How many more there were than a trace holds. */
  dropped?: number;
  /** A step's name by its id (`outer/inner` inside templates). */
  stepName?: (id: string) => string;
  /** Where given, a step's name leads there. */
  onStep?: (id: string) => void;
};

/** What happened in one turn: step by step, group by group, each rule with the value it saw. */
export function TraceView({ entries, dropped = 0, stepName = (id) => id, onStep }: TraceViewProps) {
  const { t } = useTranslation("chat");
  const steps = useMemo(() => outline(entries), [entries]);
  return (
    <div className={classes.trace}>
      {steps.map(({ step, visits }, place) => (
        <section key={place} className={classes.step}>
          {step !== null && (
            <StepName name={stepName(step)} took={tookOf(visits)} onOpen={onStep && (() => onStep(step))} />
          )}
          {visits.map((visit, at) => (
            <Visit key={at} visit={visit} stepName={stepName} />
          ))}
        </section>
      ))}
      {dropped > 0 && (
        <Text size="xs" c="var(--text-2)">
          {t("trace.dropped", { count: dropped })}
        </Text>
      )}
    </div>
  );
}

type StepNameProps = { name: string; took: number | null; onOpen?: () => void };

function StepName({ name, took, onOpen }: StepNameProps) {
  const { t, i18n } = useTranslation("chat");
  return (
    <h3 className={classes.name}>
      {onOpen ? (
        <UnstyledButton onClick={onOpen} aria-label={t("trace.show", { name })} className={classes.link}>
          {name}
        </UnstyledButton>
      ) : (
        name
      )}
      {took !== null && <span className={classes.took}>{duration(took, i18n.language)}</span>}
    </h3>
  );
}

/** Of all groups of a step together; null where nobody measured. */
function tookOf(visits: readonly GroupVisit[]): number | null {
  const measured = visits.flatMap(({ took }) => (took === null ? [] : [took]));
  return measured.length === 0 ? null : measured.reduce((sum, one) => sum + one, 0);
}

type VisitProps = { visit: GroupVisit; stepName: (id: string) => string };

function Visit({ visit, stepName }: VisitProps) {
  const { t, i18n } = useTranslation("chat");
  return (
    <div className={classes.visit}>
      {visit.type !== "" && (
        <div className={classes.group}>
          {t(`trace.groups.${visit.type}`, { defaultValue: visit.type })}
          {visit.took !== null && <span>{duration(visit.took, i18n.language)}</span>}
        </div>
      )}
      <ul className={classes.lines}>
        {visit.entries.map((entry, place) => (
          <EntryLine key={place} entry={entry} stepName={stepName} />
        ))}
      </ul>
    </div>
  );
}

import { UnstyledButton } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { TraceView } from "./TraceView";
import { happenedIn, problemsIn, type TracedTurn } from "./turns";
import classes from "./TurnTraces.module.css";

type TurnTracesProps = {
  turns: readonly TracedTurn[];
  /** The turn that is shown, from 0. */
  looked: number;
  onLook: (number: number) => void;
  stepName: (id: string) => string;
  onStep: (id: string) => void;
  above?: ReactNode;
};

/** Turns beside what happened in the one that is looked at. */
export function TurnTraces({ turns, looked, onLook, stepName, onStep, above }: TurnTracesProps) {
  const { t } = useTranslation("chat");
  const turn = turns[looked];
  return (
    <div className={classes.both}>
      <nav className={classes.side} aria-label={t("trace.turns")}>
        {above && <div className={classes.above}>{above}</div>}
        <ol className={classes.turns}>
          {turns.map((one, number) => (
            <li key={number}>
              <Choice turn={one} number={number} isLooked={number === looked} onLook={onLook} />
            </li>
          ))}
        </ol>
      </nav>
      <div className={classes.trace} role="region" aria-label={t("trace.title")} tabIndex={0}>
        {turn && (
          <TraceView entries={turn.entries} dropped={turn.dropped} stepName={stepName} onStep={onStep} />
        )}
      </div>
    </div>
  );
}

type ChoiceProps = { turn: TracedTurn; number: number; isLooked: boolean; onLook: (number: number) => void };

function Choice({ turn, number, isLooked, onLook }: ChoiceProps) {
  const { t } = useTranslation("chat");
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isLooked) return;
    void button.current?.scrollIntoView({ block: "nearest" });
  }, [isLooked]);
  const problems = problemsIn(turn);
  return (
    <UnstyledButton
      ref={button}
      className={classes.turn}
      aria-current={isLooked || undefined}
      onClick={() => onLook(number)}
    >
      <span className={classes.number}>{number + 1}</span>
      <span className={classes.words}>{happenedIn(turn, t)}</span>
      {problems > 0 && (
        <IconAlertTriangle
          size={14}
          role="img"
          className={classes.problem}
          aria-label={t("talk.problems", { count: problems })}
        />
      )}
    </UnstyledButton>
  );
}

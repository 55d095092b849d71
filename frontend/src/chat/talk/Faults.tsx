import { Button, Group } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { stepTitle } from "@/model/document";
import { useEditor } from "@/store";

import { isOutside, problemText } from "../problems";
import classes from "../TestChat.module.css";
import type { MetProblem } from "../testing/conversation";
import { useTesting } from "../testing/store";

type FaultsProps = { problems: readonly MetProblem[]; onPin: () => void };

/** What went wrong in a turn, in words, and the way to where it did. */
export function Faults({ problems, onPin }: FaultsProps) {
  const { t } = useTranslation("chat");
  const isReal = useTesting((state) => state.isReal);
  const readOnly = useEditor((state) => state.readOnly);
  if (problems.length === 0) return null;
  const canPin = problems.some(({ code }) => isOutside(code));
  return (
    <div className={classes.faults}>
      <ul>
        {problems.map((problem, place) => (
          <Fault key={place} problem={problem} />
        ))}
      </ul>
      {canPin && (
        <Group gap={6} mt={4}>
          <Button size="compact-xs" variant="default" onClick={onPin}>
            {t("talk.pin")}
          </Button>
          {!isReal && !readOnly && <AskForReal />}
        </Group>
      )}
    </div>
  );
}

function Fault({ problem: { code, step, detail } }: { problem: MetProblem }) {
  const { t } = useTranslation("chat");
  const id = step?.split("/")[0];
  const met = useEditor((state) => (id === undefined ? undefined : state.index.step(id)));
  const reveal = useEditor((state) => state.reveal);
  return (
    <li>
      <IconAlertTriangle size={14} aria-hidden />
      <span>
        {problemText(code, t)}{" "}
        {met && (
          <button type="button" className={classes.place} onClick={() => reveal({ step: met.id })}>
            {stepTitle(met)}
          </button>
        )}{" "}
        <code title={detail === undefined ? undefined : JSON.stringify(detail)}>{code}</code>
      </span>
    </li>
  );
}

function AskForReal() {
  const { t } = useTranslation("chat");
  const setReal = useTesting((state) => state.setReal);
  const again = useTesting((state) => state.again);
  const ask = () => {
    setReal(true);
    again();
  };
  return (
    <Button size="compact-xs" variant="default" onClick={ask}>
      {t("talk.askForReal")}
    </Button>
  );
}

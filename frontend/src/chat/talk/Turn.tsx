import { Badge, Text } from "@mantine/core";
import { IconArrowBackUp, IconListDetails } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { stepTitle } from "@/model/document";
import { useEditor } from "@/store";
import { IconButton } from "@/ui";

import { BotMessage, Files } from "../message";
import classes from "../TestChat.module.css";
import type { Outcome, Said, TestTurn } from "../testing/conversation";
import { useTesting } from "../testing/store";
import { Faults } from "./Faults";
import { saidIn } from "./said";

type TurnProps = {
  turn: TestTurn;
  outcome: Outcome | undefined;
  /** What came of the turn before. */
  before: Outcome | undefined;
  number: number;
  isLast: boolean;
  onSay: (said: Said) => void;
  onPin: () => void;
};

/** What happened and what followed, with the way into it: its trace, or on from here once more. */
export function Turn({ turn, outcome, before, number, isLast, onSay, onPin }: TurnProps) {
  const { t } = useTranslation("chat");
  const isPlaying = useTesting((state) => state.isPlaying);
  const last = (outcome?.sent.length ?? 0) - 1;
  return (
    <section className={classes.turn} aria-label={t("talk.turn", { number: number + 1 })}>
      <Happened turn={turn} before={before} />
      {outcome?.sent.map((message, place) => (
        <BotMessage
          key={place}
          message={message}
          onSay={isLast && place === last ? onSay : undefined}
          isBusy={isPlaying}
        />
      ))}
      {outcome && <Faults problems={outcome.problems} onPin={onPin} />}
      {outcome && <Foot outcome={outcome} number={number} isLast={isLast} />}
    </section>
  );
}

function Happened({ turn, before }: Pick<TurnProps, "turn" | "before">) {
  const { t } = useTranslation("chat");
  const { user, given, wait } = turn;
  const files = typeof user === "object" ? (user.attachments ?? []) : [];
  return (
    <>
      <div className={user === undefined ? classes.event : classes.own} dir="auto">
        {saidIn(turn, before, t)}
        <Files files={files} />
      </div>
      {given && wait !== "0s" && (
        <Text size="xs" c="var(--text-2)">
          {t("talk.given", { names: Object.keys(given).join(", ") })}
        </Text>
      )}
    </>
  );
}

type FootProps = { outcome: Outcome; number: number; isLast: boolean };

function Foot({ outcome, number, isLast }: FootProps) {
  const { t } = useTranslation("chat");
  const look = useTesting((state) => state.look);
  const backTo = useTesting((state) => state.backTo);
  const setView = useEditor((state) => state.setView);
  const reveal = useEditor((state) => state.reveal);
  const at = outcome.at?.split("/")[0];
  const step = useEditor((state) => (at === undefined ? undefined : state.index.step(at)));
  const trace = () => {
    look(number);
    // On a phone one covers the other.
    const isNarrow = matchMedia("(max-width: 48em)").matches;
    setView(isNarrow ? { drawer: "trace", dock: null } : { drawer: "trace" });
  };
  return (
    <div className={classes.foot}>
      {outcome.noMatch && (
        <Badge size="sm" variant="light" color="yellow" className={classes.unmatched}>
          {t("talk.noMatch")}
        </Badge>
      )}
      {outcome.finished && (
        <Badge size="sm" variant="default">
          {t("talk.finished")}
        </Badge>
      )}
      {step && (
        <button
          type="button"
          className={classes.place}
          aria-label={t("trace.show", { name: stepTitle(step) })}
          onClick={() => reveal({ step: step.id })}
        >
          {stepTitle(step)}
        </button>
      )}
      <IconButton size="sm" label={t("talk.trace", { number: number + 1 })} onClick={trace}>
        <IconListDetails size={14} />
      </IconButton>
      {!isLast && (
        <IconButton size="sm" label={t("talk.backTo", { number: number + 1 })} onClick={() => backTo(number)}>
          <IconArrowBackUp size={14} />
        </IconButton>
      )}
    </div>
  );
}

import { Alert, Button, Text, VisuallyHidden } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";
import { EmptyState, FaultAlert } from "@/ui";

import classes from "../TestChat.module.css";
import { playsAlike, type Said } from "../testing/conversation";
import { useTesting } from "../testing/store";
import { useFollow } from "../useFollow";
import { AskForReal } from "./AskForReal";
import { Composer } from "./Composer";
import { heardIn } from "./said";
import { TalkTools, type Dialog } from "./TalkTools";
import { Turn } from "./Turn";
import { useStickToEnd } from "./useStickToEnd";

export function Talk() {
  const { t } = useTranslation("chat");
  const begin = useTesting((state) => state.begin);
  const hasTurns = useTesting((state) => state.turns.length > 0);
  const isEmpty = useEditor((state) => (state.document.steps ?? []).length === 0);
  if (isEmpty) return <EmptyState title={t("talk.noSteps")} text={t("talk.noStepsText")} />;
  if (hasTurns) return <UnderWay />;
  return (
    <>
      <EmptyState
        title={t("talk.begin")}
        text={t("talk.beginText")}
        action={
          <Button data-autofocus onClick={begin}>
            {t("talk.beginAction")}
          </Button>
        }
      />
      <AskForReal className={classes.real} />
    </>
  );
}

function UnderWay() {
  const { t } = useTranslation("chat");
  const turns = useTesting((state) => state.turns);
  const outcomes = useTesting((state) => state.outcomes);
  const isPlaying = useTesting((state) => state.isPlaying);
  const fault = useTesting((state) => state.fault);
  const add = useTesting((state) => state.add);
  const again = useTesting((state) => state.again);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const composer = useRef<HTMLInputElement>(null);
  const log = useStickToEnd<HTMLDivElement>(turns);
  // What was pressed is gone: whoever works with the keyboard goes on where one writes.
  const say = (said: Said) => {
    add({ user: said });
    if (matchMedia("(pointer: fine)").matches) composer.current?.focus();
  };
  const last = outcomes.length === turns.length ? outcomes.at(-1) : undefined;
  useFollow(useMemo(() => (last ? { place: last.at } : undefined), [last]));
  return (
    <div className={classes.talk}>
      <TalkTools dialog={dialog} onDialog={setDialog} />
      <div
        ref={log}
        className={classes.said}
        role="region"
        aria-label={t("talk.title")}
        aria-busy={isPlaying}
        tabIndex={0}
      >
        <div className={classes.turns}>
          {turns.map((turn, place) => (
            <Turn
              key={place}
              turn={turn}
              outcome={outcomes[place]}
              before={outcomes[place - 1]}
              number={place}
              isLast={place === turns.length - 1}
              onSay={say}
              onPin={() => setDialog("pins")}
            />
          ))}
          {isPlaying && (
            <Text size="xs" c="var(--text-2)">
              {t("talk.playing")}
            </Text>
          )}
          <FaultAlert fault={fault} />
          {fault !== null && !isPlaying && (
            <Button size="compact-xs" variant="default" w="max-content" onClick={again}>
              {t("talk.retry")}
            </Button>
          )}
          <Stale />
        </div>
      </div>
      <VisuallyHidden role="status" aria-live="polite">
        {!isPlaying && last ? heardIn(last, t) : ""}
      </VisuallyHidden>
      <Composer inputRef={composer} onSay={say} />
    </div>
  );
}

/** The draft has moved on since this was played. */
function Stale() {
  const { t } = useTranslation("chat");
  const played = useTesting((state) => state.played);
  const again = useTesting((state) => state.again);
  const isPlaying = useTesting((state) => state.isPlaying);
  const revision = useEditor((state) => state.revision);
  const pending = useEditor((state) => state.saved.pending);
  const document = useEditor((state) => state.document);
  if (!played || isPlaying || (played.revision === revision && pending === 0)) return null;
  if (playsAlike(played.document, document)) return null;
  return (
    <Alert color="blue" p="xs">
      <Text size="xs" mb={4}>
        {t("talk.stale")}
      </Text>
      <Button size="compact-xs" variant="default" onClick={again}>
        {t("talk.again")}
      </Button>
    </Alert>
  );
}

import { CloseButton, Group, Paper, UnstyledButton } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconCircle, IconCircleCheckFilled } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { useActs } from "./acts/context";
import { FIRST_STEPS, stepsDone } from "./firstSteps";
import type { FirstStep } from "./firstSteps";
import { usePhone } from "./usePhone";
import classes from "./canvas.module.css";

/** With more steps than these it needs its place, and shows its title alone until it is opened. */
const FEW = 2;

/** For a bot that was never published: what there is to do, and what of it is done. Closed once, it stays away. */
export function FirstSteps() {
  const { t } = useTranslation("canvas");
  const botId = useEditor((state) => state.botId);
  const readOnly = useEditor((state) => state.readOnly);
  const index = useEditor((state) => state.index);
  const isPublished = useEditor((state) => state.bot.publishedVersion !== null);
  const [wasPublished] = useState(isPublished);
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [isClosed, setClosed] = useLocalStorage({ key: "dbcv.first.closed", defaultValue: false });
  const isTried = useTried(botId);
  const isPhone = usePhone();
  if (isClosed || wasPublished || readOnly || isPhone || index.steps.length === 0) return null;
  const done = stepsDone({ index, isTried, isPublished });
  const next = FIRST_STEPS.find((step) => !done.has(step));
  const isOpen = wanted ?? index.steps.length <= FEW;
  return (
    <Paper
      component="section"
      withBorder
      shadow="sm"
      radius="md"
      className={classes.first}
      aria-label={t("first.title")}
    >
      <Group justify="space-between" wrap="nowrap" gap={4}>
        <UnstyledButton
          className={classes.firstTitle}
          aria-expanded={isOpen}
          onClick={() => setWanted(!isOpen)}
        >
          {t(next === undefined ? "first.done" : "first.title")}
          <span>{t("first.count", { done: done.size, count: FIRST_STEPS.length })}</span>
        </UnstyledButton>
        <CloseButton size="sm" aria-label={t("first.close")} onClick={() => setClosed(true)} />
      </Group>
      {isOpen && (
        <ol className={classes.firstList}>
          {FIRST_STEPS.map((step) => (
            <Line key={step} step={step} isDone={done.has(step)} isNext={step === next} />
          ))}
        </ol>
      )}
    </Paper>
  );
}

interface LineProps {
  readonly step: FirstStep;
  readonly isDone: boolean;
  readonly isNext: boolean;
}

function Line({ step, isDone, isNext }: LineProps) {
  const { t } = useTranslation("canvas");
  const act = useAct(step);
  const Icon = isDone ? IconCircleCheckFilled : IconCircle;
  return (
    <li aria-current={isNext ? "step" : undefined}>
      <UnstyledButton className={classes.firstLine} data-done={isDone || undefined} onClick={act}>
        <Icon size={18} aria-label={t(isDone ? "first.isDone" : "first.isOpen")} />
        <span>
          <span className={classes.firstName}>{t(`first.${step}.title`)}</span>
          {isNext && <span className={classes.firstHint}>{t(`first.${step}.text`)}</span>}
        </span>
      </UnstyledButton>
    </li>
  );
}

/** Takes the person to where it is done. */
function useAct(step: FirstStep): () => void {
  const acts = useActs();
  const first = useEditor(
    (state) => state.index.step(state.document.first_step ?? "") ?? state.index.steps[0],
  );
  const select = useEditor((state) => state.select);
  const setView = useEditor((state) => state.setView);
  return () => {
    if (step === "test") setView({ dock: "chat" });
    if (step === "publish") document.querySelector<HTMLElement>("[data-publish]")?.click();
    if (first === undefined) return;
    if (step === "edit") {
      select({ steps: [first.id], notes: [], connection: null, group: null });
      acts.open();
    }
    if (step === "connect") acts.askNext(first.id);
  };
}

/** Whether the bot was tried in this browser: a turn of the test chat lit its path. */
function useTried(botId: string): boolean {
  const isLit = useEditor((state) => Object.keys(state.path.lit).length > 0);
  const [isTried, setTried] = useLocalStorage({ key: `dbcv.tried.${botId}`, defaultValue: false });
  useEffect(() => {
    if (isLit) setTried(true);
  }, [isLit, setTried]);
  return isTried || isLit;
}

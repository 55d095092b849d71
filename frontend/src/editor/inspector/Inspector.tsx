import { useMediaQuery } from "@mantine/hooks";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";
import { stepTitle, type Step } from "@/model/document";
import { useEditor } from "@/store";
import { BotPanel } from "./bot/BotPanel";
import { ConnectionPanel } from "./connections/ConnectionPanel";
import { IssueBoard } from "./editing/IssueBoard";
import { endTyping } from "./editing/typing";
import classes from "./Inspector.module.css";
import { usePlace } from "./place";
import { RequestPanel } from "./requests/RequestPanel";
import { ManySteps } from "./selection/ManySteps";
import { NotePanel } from "./selection/NotePanel";
import { PhoneStep } from "./step/PhoneStep";
import { StepPanel } from "./step/StepPanel";
import { useReveal } from "./useReveal";

const PHONE = "(max-width: 48em)";

/** Properties of what is selected on the canvas; with nothing selected, of the bot. */
export function Inspector() {
  const { t } = useTranslation("inspector");
  const selection = useEditor((state) => state.selection);
  const key = [...selection.steps, selection.connection, selection.notes[0]].join("\n");
  const root = useReveal(key);
  useEffect(() => {
    endTyping();
    return () => usePlace.getState().closeRequest();
  }, [key]);
  return (
    <section ref={root} className={classes.inspector} aria-label={t("title")} onBlur={endTyping}>
      <IssueBoard key={key}>
        <Selected />
      </IssueBoard>
    </section>
  );
}

function Selected() {
  const { t } = useTranslation("inspector");
  const index = useEditor((state) => state.index);
  const { steps, connection, notes } = useEditor((state) => state.selection);
  const requestId = usePlace((state) => state.requestId);
  const isPhone = useMediaQuery(PHONE) ?? false;
  const step = useOnlyStep();
  const request = requestId === null ? undefined : index.request(requestId);
  if (request) {
    return (
      <RequestPanel
        request={request}
        backLabel={step ? t("back.step", { name: stepTitle(step) }) : t("back.bot")}
      />
    );
  }
  const place = connection === null ? undefined : index.connection(connection);
  if (place && !isPhone) return <ConnectionPanel key={place.connection.id} {...place} />;
  if (steps.length > 1) return <ManySteps ids={steps} />;
  if (step)
    return isPhone ? <PhoneStep key={step.id} step={step} /> : <StepPanel key={step.id} step={step} />;
  const note = notes[0] === undefined ? undefined : index.note(notes[0]);
  if (note) return <NotePanel key={note.id} note={note} />;
  return <BotPanel />;
}

/** The one step that is selected; the same object for as long as it is only moved: then nothing is drawn anew. */
function useOnlyStep(): Omit<Step, "position"> | undefined {
  return useEditor(
    useShallow(({ index, selection: { steps } }) => {
      const selected = steps.length === 1 && steps[0] !== undefined ? index.step(steps[0]) : undefined;
      if (!selected) return undefined;
      const { position, ...step } = selected;
      return step;
    }),
  );
}

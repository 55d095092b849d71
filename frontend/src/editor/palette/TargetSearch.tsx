import { useTranslation } from "react-i18next";
import { stepTitle } from "@/model/document";
import type { Step } from "@/model/document";
import { FACES, kindOf } from "@/editor/nodes/kinds";
import { plain } from "@/editor/nodes/preview";
import { useActs } from "@/editor/canvas/acts/context";
import { useCanvas, useCanvasStore } from "@/editor/canvas/state";
import { useEditor } from "@/store";
import { Floating } from "./Floating";
import { SearchList } from "./SearchList";
import classes from "./palette.module.css";

const MOST = 60;

/** Chooses the step a connection leads to, by its name or its words. */
export function TargetSearch() {
  const { t } = useTranslation("canvas");
  const canvas = useCanvasStore();
  const from = useCanvas((state) => state.target);
  const steps = useEditor((state) => state.index.steps);
  const acts = useActs();
  if (from === null) return null;
  const close = () => canvas.setState({ target: null });
  return (
    <Floating at={{ x: window.innerWidth / 2 - 178, y: 120 }} label={t("target.title")} onClose={close}>
      <SearchList
        label={t("target.search")}
        items={(query) => [
          ...found(steps, query).map((step) => ({
            id: step.id,
            section: "",
            content: <StepLine step={step} />,
          })),
          { id: "+new", section: "", content: <span className={classes.name}>{t("target.new")}</span> },
        ]}
        onClose={close}
        onChoose={(id) => {
          close();
          if (id === "+new") acts.askStep({ from });
          else acts.connect(from, id);
        }}
      />
    </Floating>
  );
}

function found(steps: readonly Step[], query: string): readonly Step[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const hits = steps.filter((step) => {
    const all = `${stepTitle(step)} ${step.id} ${step.message?.text ?? ""}`.toLocaleLowerCase();
    return words.every((word) => all.includes(word));
  });
  return hits.slice(0, MOST);
}

export function StepLine({ step }: { step: Step }) {
  const Icon = FACES[kindOf(step)].icon;
  const text = plain(step.message?.text ?? "");
  return (
    <>
      <span className={classes.icon} aria-hidden>
        <Icon size={18} stroke={1.6} />
      </span>
      <span className={classes.words}>
        <span className={classes.name}>{stepTitle(step)}</span>
        {text !== "" && <span className={classes.description}>{text}</span>}
      </span>
    </>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { stepTitle } from "@/model/document";
import type { Step } from "@/model/document";
import { written } from "@/model/operation";
import { useEditor } from "@/store";
import { useCanvas, useCanvasStore } from "@/editor/canvas/state";
import classes from "./step.module.css";

export function NodeTitle({ step }: { step: Step }) {
  const canvas = useCanvasStore();
  const isRenaming = useCanvas((state) => state.renaming === step.id);
  const readOnly = useEditor((state) => state.readOnly);
  if (isRenaming && !readOnly) return <TitleField key={step.id} step={step} />;
  return (
    <span
      className={classes.title}
      title={stepTitle(step)}
      onDoubleClick={(event) => {
        event.stopPropagation();
        canvas.setState({ renaming: step.id });
      }}
    >
      {stepTitle(step)}
    </span>
  );
}

function TitleField({ step }: { step: Step }) {
  const { t } = useTranslation("canvas");
  const [text, setText] = useState(stepTitle(step));
  const canvas = useCanvasStore();
  const change = useEditor((state) => state.change);
  const finish = (isKept: boolean) => {
    const { focusing, renaming } = canvas.getState();
    if (renaming !== step.id) return;
    canvas.setState({ renaming: null, focused: step.id, focusing: focusing + 1 });
    const name = text.trim();
    if (!isKept || name === stepTitle(step)) return;
    const value = name === "" || name === step.id ? null : name;
    change([{ op: "set", path: written(["steps", step.id, "name"]), value }], { label: t("acts.rename") });
  };
  return (
    <input
      className={`${classes.field} nodrag nopan`}
      aria-label={t("node.title")}
      value={text}
      maxLength={200}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish(true);
        if (event.key === "Escape") finish(false);
        event.stopPropagation();
      }}
    />
  );
}

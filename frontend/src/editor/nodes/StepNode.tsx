import { memo, useEffect, useRef } from "react";
import { Handle, Position } from "@xyflow/react";
import type { NodeProps } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { stepTitle } from "@/model/document";
import type { Step } from "@/model/document";
import { ownOf } from "@/model/json";
import { useCanvas } from "@/editor/canvas/state";
import { useFar } from "@/editor/canvas/far";
import type { StepFlowNode } from "@/editor/canvas/flow/nodes";
import { shapeOf, TARGET } from "./geometry";
import { isOpen, OPEN } from "./rows";
import { FACES, kindOf } from "./kinds";
import { MessagePreview } from "./MessagePreview";
import { NodeBadges } from "./NodeBadges";
import { NodeTitle } from "./NodeTitle";
import { OpenHandle } from "./OpenHandle";
import { StepMeta } from "./StepMeta";
import { StepRow } from "./StepRow";
import { StepCountLine } from "./StepCountLine";
import classes from "./step.module.css";

type Drawn = Pick<NodeProps<StepFlowNode>, "id" | "data" | "selected">;

/** What is in it stays as it is while it moves: xyflow tells it every place it comes to. */
export const StepNode = memo(
  function StepNode({ id, data, selected }: Drawn) {
    const { step } = data;
    const isFar = useFar();
    const isFirst = useEditor((state) => state.document.first_step === id);
    const isLit = useEditor((state) => (ownOf(state.path.lit, id) ?? 0) > 0);
    const kind = kindOf(step);
    return (
      <Frame step={step} selected={selected} isLit={isLit}>
        <Handle id={TARGET} type="target" position={Position.Left} className={classes.target} />
        <NodeBadges id={id} isFirst={isFirst} />
        <header className={classes.header}>
          <span className={classes.icon} aria-hidden>
            <KindIcon kind={kind} />
          </span>
          <NodeTitle step={step} />
        </header>
        {isFar ? <FarBody step={step} /> : <Body step={step} />}
        {isOpen(step) && !hasOpenRow(step) && <OpenHandle step={id} handle={OPEN} />}
        <StepCountLine id={id} />
      </Frame>
    );
  },
  (before, now) =>
    before.id === now.id && before.data.step === now.data.step && before.selected === now.selected,
);

function KindIcon({ kind }: { kind: ReturnType<typeof kindOf> }) {
  const Icon = FACES[kind].icon;
  return <Icon size={18} stroke={1.8} />;
}

function hasOpenRow(step: Step): boolean {
  return shapeOf(step).rows.some((row) => row.handle === OPEN);
}

interface FrameProps {
  readonly step: Step;
  readonly selected: boolean;
  readonly isLit: boolean;
  readonly children: React.ReactNode;
}

function Frame({ step, selected, isLit, children }: FrameProps) {
  const { t } = useTranslation("canvas");
  const kind = kindOf(step);
  const { width, height } = shapeOf(step);
  const element = useFocus(step.id);
  const isFocused = useCanvas((state) => state.focused === step.id);
  return (
    <div
      ref={element}
      role="group"
      aria-roledescription={t("node.step")}
      aria-label={t("node.label", { title: stepTitle(step), kind: t(`kinds.${kind}`) })}
      tabIndex={isFocused ? 0 : -1}
      className={classes.node}
      data-step={step.id}
      data-kind={FACES[kind].color}
      data-selected={selected || undefined}
      data-lit={isLit || undefined}
      style={{ width, height }}
    >
      {children}
    </div>
  );
}

/** Takes the focus when the keyboard goes to this step, also where it was not drawn until then. */
function useFocus(id: string) {
  const element = useRef<HTMLDivElement>(null);
  const asked = useCanvas((state) => (state.focused === id ? state.focusing : 0));
  useEffect(() => {
    if (asked > 0) element.current?.focus({ preventScroll: true });
  }, [asked]);
  return element;
}

function Body({ step }: { step: Step }) {
  const { lines, hasMeta, rows, left } = shapeOf(step);
  const { t } = useTranslation("canvas");
  return (
    <>
      {lines > 0 && <MessagePreview text={step.message?.text ?? ""} lines={lines} />}
      {hasMeta && <StepMeta step={step} />}
      {rows.map((row, place) => (
        <StepRow key={row.handle ?? place} step={step.id} row={row} />
      ))}
      {left > 0 && <div className={classes.more}>{t("row.more", { count: left })}</div>}
    </>
  );
}

/** From afar nobody reads: only what edges start at. */
function FarBody({ step }: { step: Step }) {
  return shapeOf(step).handles.map((handle) =>
    handle.type === "source" ? (
      <Handle
        key={handle.id}
        id={handle.id ?? undefined}
        type="source"
        position={Position.Right}
        className={classes.farHandle}
        style={{ top: handle.y + (handle.height ?? 0) / 2 }}
      />
    ) : null,
  );
}

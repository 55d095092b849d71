import { memo } from "react";
import {
  IconAlertTriangle,
  IconArrowRight,
  IconChevronDown,
  IconChevronRight,
  IconFlagFilled,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { stepTitle } from "@/model/document";
import { useEditor } from "@/store";
import { FACES, kindOf } from "@/editor/nodes/kinds";
import { useFaults } from "@/editor/nodes/faults";
import { NodeTitle } from "@/editor/nodes/NodeTitle";
import { plain } from "@/editor/nodes/preview";
import { RowLabel } from "@/editor/nodes/RowLabel";
import type { OutlineItem } from "./items";
import classes from "./outline.module.css";

interface Props {
  readonly item: OutlineItem;
  readonly isCurrent: boolean;
  readonly isOpen: boolean;
  readonly onToggle: (step: string, open: boolean) => void;
  readonly onFocus: (key: string) => void;
}

export const OutlineRow = memo(function OutlineRow({ item, isCurrent, isOpen, onToggle, onFocus }: Props) {
  const isStep = item.kind === "step";
  return (
    <div
      role="treeitem"
      aria-level={isStep ? 1 : 2}
      aria-expanded={isStep && item.ways > 0 ? isOpen : undefined}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      data-key={item.key}
      className={isStep ? classes.step : classes.way}
      onFocus={(event) => {
        if (event.target === event.currentTarget) onFocus(item.key);
      }}
    >
      {isStep ? <StepItem item={item} isOpen={isOpen} onToggle={onToggle} /> : <WayItem item={item} />}
    </div>
  );
});

interface StepProps {
  readonly item: Extract<OutlineItem, { kind: "step" }>;
  readonly isOpen: boolean;
  readonly onToggle: (step: string, open: boolean) => void;
}

function StepItem({ item: { step, ways }, isOpen, onToggle }: StepProps) {
  const { t } = useTranslation("canvas");
  const isFirst = useEditor((state) => state.document.first_step === step.id);
  const issues = useFaults(step.id);
  const kind = kindOf(step);
  const Icon = FACES[kind].icon;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <span className={classes.chevron} aria-hidden onClick={() => onToggle(step.id, !isOpen)}>
        {ways > 0 && <Chevron size={16} />}
      </span>
      <Icon
        size={18}
        stroke={1.7}
        color={`var(--kind-${FACES[kind].color})`}
        aria-label={t(`kinds.${kind}`)}
      />
      <span className={classes.title}>
        <NodeTitle step={step} />
      </span>
      {isFirst && (
        <span className={classes.first}>
          <IconFlagFilled size={12} aria-hidden /> {t("node.first")}
        </span>
      )}
      {issues.length > 0 && (
        <span className={classes.faults}>
          <IconAlertTriangle size={14} aria-hidden /> {t("node.faults", { count: issues.length })}
        </span>
      )}
      <span className={classes.text}>{plain(step.message?.text ?? "")}</span>
    </>
  );
}

function WayItem({ item: { row } }: { item: Extract<OutlineItem, { kind: "way" }> }) {
  const { t } = useTranslation("canvas");
  const target = useEditor((state) => {
    const step = row.connection && state.index.step(row.connection.to);
    return step ? stepTitle(step) : null;
  });
  return (
    <>
      <RowLabel row={row} />
      {row.handle !== null && (
        <span className={target === null ? classes.nowhere : classes.target}>
          <IconArrowRight size={14} aria-label={t("outline.leadsTo")} /> {target ?? t("outline.nowhere")}
        </span>
      )}
    </>
  );
}

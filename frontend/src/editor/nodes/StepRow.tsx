import { memo } from "react";
import {
  IconAlertTriangle,
  IconArrowRight,
  IconClock,
  IconCode,
  IconCornerDownRight,
  IconFilter,
  IconFlag,
  IconHandClick,
  IconPlugConnected,
  IconWorld,
} from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ownOf } from "@/model/json";
import { useEditor } from "@/store";
import { useCanvas } from "@/editor/canvas/state";
import type { OrderingWay } from "@/editor/canvas/state";
import { usePhone } from "@/editor/canvas/usePhone";
import { OpenHandle } from "./OpenHandle";
import { movableOf } from "./ordering";
import { RowGrip } from "./RowGrip";
import type { Standing } from "./RowGrip";
import { RowLabel } from "./RowLabel";
import type { Row, RowKind } from "./rows";
import classes from "./step.module.css";

const ICONS: Readonly<Record<RowKind, Icon>> = {
  button: IconHandClick,
  condition: IconFilter,
  error: IconAlertTriangle,
  timeout: IconClock,
  otherwise: IconCornerDownRight,
  next: IconArrowRight,
  work: IconCode,
  open: IconArrowRight,
  end: IconFlag,
};
const WORK_ICONS: Readonly<Record<Row["work"], Icon>> = {
  message: IconClock,
  response: IconWorld,
  code: IconCode,
  integration: IconPlugConnected,
};

/** One way on from a step, or work it does, with the handle it is connected by. `step` null: of the bot itself. */
export const StepRow = memo(function StepRow({ step, row }: { step: string | null; row: Row }) {
  const select = useEditor((state) => state.select);
  const id = row.connection?.id ?? null;
  const isSelected = useEditor((state) => id !== null && state.selection.connection === id);
  const isLit = useEditor((state) => id !== null && (ownOf(state.path.lit, id) ?? 0) > 0);
  const Icon = row.kind === "work" ? WORK_ICONS[row.work] : ICONS[row.kind];
  const standing = useStanding(row);
  const mark = useCanvas((state) => markOf(state.ordering, standing));
  const choose = (event: React.MouseEvent) => {
    if (row.group === null) return;
    event.stopPropagation();
    if (id === null)
      select({ steps: step === null ? [] : [step], notes: [], connection: null, group: row.group.id });
    else select({ steps: [], notes: [], connection: id, group: row.group.id });
  };
  return (
    <div
      className={classes.row}
      data-row={row.kind}
      data-selected={isSelected || undefined}
      data-lit={isLit || undefined}
      data-group={standing?.group}
      data-place={standing?.place}
      data-mark={mark}
      onClick={choose}
    >
      {standing !== null && <RowGrip row={row} standing={standing} isSelected={isSelected} />}
      <Icon size={14} stroke={1.8} className={classes.rowIcon} aria-hidden />
      <RowLabel row={row} />
      {id !== null && <RowCount id={id} />}
      {row.handle !== null && <RowHandle step={step} row={row} handle={row.handle} />}
    </div>
  );
});

/** Null where a way has nothing to change places with, or may not. */
function useStanding({ group, connection }: Row): Standing | null {
  const readOnly = useEditor((state) => state.readOnly);
  const isPhone = usePhone();
  if (readOnly || isPhone || group === null || connection === null) return null;
  const movable = movableOf(group);
  const place = movable.findIndex((one) => one.id === connection.id);
  if (place < 0 || movable.length < 2) return null;
  return { connection: connection.id, group: group.id, place, count: movable.length };
}

/** How a row shows that a way is dragged: itself, or where it would come. */
function markOf(ordering: OrderingWay | null, standing: Standing | null): string | undefined {
  if (ordering === null || standing === null || ordering.group !== standing.group) return undefined;
  if (ordering.to === standing.place) return "before";
  if (ordering.to === standing.count && standing.place === standing.count - 1) return "after";
  return ordering.connection === standing.connection ? "dragged" : undefined;
}

function RowHandle({ step, row, handle }: { step: string | null; row: Row; handle: string }) {
  const leads = useEditor(
    (state) => row.connection !== null && state.index.step(row.connection.to) !== undefined,
  );
  return <OpenHandle step={step} handle={handle} isInRow leads={leads} />;
}

function RowCount({ id }: { id: string }) {
  const count = useEditor((state) =>
    state.counts === null ? null : (ownOf(state.counts.connections, id) ?? 0),
  );
  const { t, i18n } = useTranslation("canvas");
  if (count === null) return null;
  return (
    <span className={classes.count} title={t("counts.passed", { count })}>
      {new Intl.NumberFormat(i18n.language, { notation: "compact" }).format(count)}
    </span>
  );
}

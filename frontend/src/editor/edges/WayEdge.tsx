import { memo, useState } from "react";
import { BaseEdge, EdgeLabelRenderer } from "@xyflow/react";
import type { EdgeProps } from "@xyflow/react";
import { ActionIcon } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ownOf } from "@/model/json";
import { useEditor } from "@/store";
import { useFar } from "@/editor/canvas/far";
import { useActs } from "@/editor/canvas/acts/context";
import type { FlowEdge } from "@/editor/canvas/flow/edges";
import { EdgeSentence } from "./EdgeSentence";
import { pathOf } from "./path";
import classes from "./edges.module.css";

/** A connection: its sentence and a "+" while the pointer is on it or it is selected. */
export const WayEdge = memo(function WayEdge(props: EdgeProps<FlowEdge>) {
  const { id, data, selected } = props;
  const [isNear, setNear] = useState(false);
  const isFar = useFar();
  const isLit = useEditor((state) => (ownOf(state.path.lit, id) ?? 0) > 0);
  const { path, x, y } = pathOf(props);
  const kind = data?.group.on === "timeout" ? "timeout" : "way";
  return (
    <g onMouseEnter={() => setNear(true)} onMouseLeave={() => setNear(false)}>
      <BaseEdge
        path={path}
        interactionWidth={isFar ? 0 : 18}
        className={classes.edge}
        data-kind={kind}
        data-near={isNear || undefined}
        data-selected={selected || undefined}
        data-lit={isLit || undefined}
      />
      {(isNear || selected) && !isFar && data && (
        <EdgeLabelRenderer>
          <div
            className={`${classes.middle} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            <EdgeSentence connection={data.connection} group={data.group} />
            <InsertButton id={id} />
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});

function InsertButton({ id }: { id: string }) {
  const { t } = useTranslation("canvas");
  const readOnly = useEditor((state) => state.readOnly);
  const acts = useActs();
  if (readOnly) return null;
  return (
    <ActionIcon
      size={22}
      radius="xl"
      variant="filled"
      aria-label={t("edge.insert")}
      title={t("edge.insert")}
      onClick={(event) => {
        acts.askStep({ into: id, screen: { x: event.clientX + 12, y: event.clientY } });
      }}
    >
      <IconPlus size={14} aria-hidden />
    </ActionIcon>
  );
}

import { useMemo } from "react";
import { MiniMap, useStore } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { around, isShown } from "./bounds";
import type { FlowNode } from "./flow/nodes";
import { useCanvas } from "./state";
import { usePhone } from "./usePhone";
import classes from "./canvas.module.css";

const MOST = 1500;
const SIZE = { width: 140, height: 96 };

/** The whole bot in a corner, where some of it is out of sight; out of the way while a connection is drawn. */
export function SmallMap({ nodes }: { nodes: readonly FlowNode[] }) {
  const { t } = useTranslation("canvas");
  const isWanted = useCanvas((state) => state.hasMinimap);
  const isPhone = usePhone();
  const isInSight = useInSight(nodes);
  const isConnecting = useStore((state) => state.connection.inProgress);
  if (!isWanted || isPhone || isInSight || nodes.length > MOST) return null;
  return (
    <MiniMap
      pannable
      zoomable
      style={SIZE}
      ariaLabel={t("controls.minimap")}
      nodeStrokeWidth={0}
      nodeBorderRadius={20}
      className={isConnecting ? `${classes.minimap} ${classes.faded}` : classes.minimap}
      nodeClassName={classes.minimapNode}
    />
  );
}

function useInSight(nodes: readonly FlowNode[]): boolean {
  const whole = useMemo(
    () => around(nodes.map(({ position, width = 0, height = 0 }) => ({ ...position, width, height }))),
    [nodes],
  );
  return useStore(({ transform, width, height }) => {
    const [x, y, zoom] = transform;
    return whole === null || isShown(whole, { x, y, zoom }, { width, height });
  });
}

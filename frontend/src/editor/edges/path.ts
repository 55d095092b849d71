import { getBezierPath, getSmoothStepPath } from "@xyflow/react";
import type { Position } from "@xyflow/react";

interface Ends {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly sourcePosition: Position;
  readonly targetX: number;
  readonly targetY: number;
  readonly targetPosition: Position;
}

export interface EdgePath {
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

const ROUND = 16;
const OUT = 24;
const ABOVE = 56;

/** A curve onwards; a way back goes round in right angles, so that it can be followed between the steps. */
export function pathOf(ends: Ends): EdgePath {
  const { sourceX, sourceY, targetX, targetY } = ends;
  if (targetX >= sourceX - OUT) {
    const [path, x, y] = getBezierPath({ ...ends, curvature: 0.3 });
    return { path, x, y };
  }
  const isLevel = Math.abs(sourceY - targetY) < 120;
  const centerY = isLevel ? Math.min(sourceY, targetY) - ABOVE : undefined;
  const [path, x, y] = getSmoothStepPath({ ...ends, borderRadius: ROUND, offset: OUT, centerY });
  return { path, x, y };
}

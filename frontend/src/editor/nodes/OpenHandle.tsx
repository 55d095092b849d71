import { Handle, Position } from "@xyflow/react";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { useActs } from "@/editor/canvas/acts/context";
import classes from "./step.module.css";

interface Props {
  readonly step: string | null;
  readonly handle: string;
  readonly isInRow?: boolean;
  readonly leads?: boolean;
}

/** Where a connection is drawn from; one that leads nowhere yet offers a new step when it is clicked. */
export function OpenHandle({ step, handle, isInRow = false, leads = false }: Props) {
  const { t } = useTranslation("canvas");
  const readOnly = useEditor((state) => state.readOnly);
  const acts = useActs();
  const ask = (event: React.MouseEvent) => {
    event.stopPropagation();
    if (!leads && !readOnly) acts.askStep({ from: { step, handle } });
  };
  return (
    <Handle
      id={handle}
      type="source"
      position={Position.Right}
      isConnectable={!readOnly}
      className={isInRow ? classes.source : `${classes.source} ${classes.corner}`}
      data-leads={leads || undefined}
      title={leads || readOnly ? undefined : t("node.addAfter")}
      onClick={ask}
    >
      {!leads && !readOnly && <IconPlus size={10} stroke={3} className={classes.plus} aria-hidden />}
    </Handle>
  );
}

import { memo } from "react";
import type { NodeProps } from "@xyflow/react";
import { IconBroadcast } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { groupType } from "@/model/document";
import { botConnections } from "@/editor/canvas/flow/nodes";
import type { BotFlowNode } from "@/editor/canvas/flow/nodes";
import { isAlways } from "./rows";
import { StepRow } from "./StepRow";
import classes from "./step.module.css";

/** What is tried at any time, before the step a conversation waits at. */
export const BotNode = memo(function BotNode({ data, width, height }: NodeProps<BotFlowNode>) {
  const { t } = useTranslation("canvas");
  const select = useEditor((state) => state.select);
  const [first] = data.groups;
  const rows = botConnections(data.groups);
  return (
    <div className={`${classes.node} ${classes.bot}`} data-kind="start" style={{ width, height }}>
      <button
        type="button"
        className={classes.botHeader}
        onClick={() => select({ steps: [], notes: [], connection: null, group: first?.id ?? null })}
      >
        <span className={classes.icon} aria-hidden>
          <IconBroadcast size={18} stroke={1.8} />
        </span>
        <span>
          <span className={classes.botTitle}>{t("bot.title")}</span>
          <span className={classes.botHint}>{t("bot.hint")}</span>
        </span>
      </button>
      {rows.map(({ group, connection }) => (
        <StepRow
          key={connection.id}
          step={null}
          row={{
            kind: isAlways(connection) ? "otherwise" : "condition",
            handle: connection.id,
            group,
            connection,
            button: null,
            work: groupType(group),
          }}
        />
      ))}
      {rows.length === 0 && <div className={classes.more}>{t("bot.empty")}</div>}
    </div>
  );
});

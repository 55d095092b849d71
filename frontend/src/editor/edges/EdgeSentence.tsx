import type { Connection, Group } from "@/model/document";
import { groupType } from "@/model/document";
import { RowLabel } from "@/editor/nodes/RowLabel";
import { isAlways } from "@/editor/nodes/rows";
import { useEditor } from "@/store";
import classes from "./edges.module.css";

/** What has to hold for a connection to be taken, in words; a click opens it. */
export function EdgeSentence({ connection, group }: { connection: Connection; group: Group }) {
  const select = useEditor((state) => state.select);
  const setView = useEditor((state) => state.setView);
  const kind = isAlways(connection) ? (group.on === "timeout" ? "timeout" : "otherwise") : "condition";
  return (
    <button
      type="button"
      className={classes.sentence}
      onClick={() => {
        select({ steps: [], notes: [], connection: connection.id, group: group.id });
        setView({ dock: "properties" });
      }}
    >
      <RowLabel
        row={{ kind, handle: connection.id, group, connection, button: null, work: groupType(group) }}
      />
    </button>
  );
}

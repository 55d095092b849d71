import { memo, useState } from "react";
import type { NodeProps } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { written } from "@/model/operation";
import { useEditor } from "@/store";
import type { NoteFlowNode } from "@/editor/canvas/flow/nodes";
import { useCanvas, useCanvasStore } from "@/editor/canvas/state";
import { colorOf, NOTE_COLORS } from "./colors";
import classes from "./notes.module.css";

/** A sticky note for authors. */
export const NoteNode = memo(function NoteNode({ data, selected, width, height }: NodeProps<NoteFlowNode>) {
  const { note } = data;
  const { t } = useTranslation("canvas");
  const canvas = useCanvasStore();
  const isWriting = useCanvas((state) => state.writing === note.id);
  const readOnly = useEditor((state) => state.readOnly);
  return (
    <div
      className={classes.note}
      data-color={colorOf(note)}
      data-selected={selected || undefined}
      style={{ width, height }}
      role="note"
      aria-label={t("note.label")}
      onDoubleClick={() => {
        if (!readOnly) canvas.setState({ writing: note.id });
      }}
    >
      {isWriting && !readOnly ? (
        <NoteField id={note.id} before={note.text ?? ""} />
      ) : (
        <p className={classes.text}>{note.text || (readOnly ? "" : t("note.empty"))}</p>
      )}
      {selected && !readOnly && <Colors id={note.id} />}
    </div>
  );
});

function NoteField({ id, before }: { id: string; before: string }) {
  const { t } = useTranslation("canvas");
  const [text, setText] = useState(before);
  const canvas = useCanvasStore();
  const change = useEditor((state) => state.change);
  const finish = (isKept: boolean) => {
    if (canvas.getState().writing !== id) return;
    canvas.setState({ writing: null });
    if (!isKept || text === before) return;
    change([{ op: "set", path: written(["notes", id, "text"]), value: text }], {
      label: t("acts.writeNote"),
    });
  };
  return (
    <textarea
      className={`${classes.field} nodrag nopan nowheel`}
      aria-label={t("note.text")}
      value={text}
      maxLength={4000}
      autoFocus
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key === "Escape") finish(false);
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) finish(true);
        event.stopPropagation();
      }}
    />
  );
}

function Colors({ id }: { id: string }) {
  const { t } = useTranslation("canvas");
  const change = useEditor((state) => state.change);
  return (
    <div className={`${classes.colors} nodrag`} role="group" aria-label={t("note.color")}>
      {NOTE_COLORS.map((color) => (
        <button
          key={color}
          type="button"
          className={classes.color}
          data-color={color}
          aria-label={t(`note.colors.${color}`)}
          onClick={() => {
            const path = written(["notes", id, "color"]);
            change([{ op: "set", path, value: color }], { label: t("acts.colorNote") });
          }}
        />
      ))}
    </div>
  );
}

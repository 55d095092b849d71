import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RefObject } from "react";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useEditor, useEditorStore } from "@/store";
import { SearchField } from "@/ui";
import { EmptyCanvas } from "@/editor/canvas/EmptyCanvas";
import { useCanvas, useCanvasStore } from "@/editor/canvas/state";
import { itemsOf } from "./items";
import type { OutlineItem } from "./items";
import { OutlineActions } from "./OutlineActions";
import { OutlineRow } from "./OutlineRow";
import { useOutlineKeys } from "./useOutlineKeys";
import classes from "./outline.module.css";

const ALL_OPEN = 60;

/** The bot as a list, for keyboards and screen readers: everything on the canvas can be reached and changed here. */
export function Outline() {
  const { t } = useTranslation("canvas");
  const document = useEditor((state) => state.document);
  const [query, setQuery] = useState("");
  const opened = useOpened((document.steps ?? []).length <= ALL_OPEN);
  const items = useMemo(() => itemsOf(document, opened.isOpen, query), [document, opened.isOpen, query]);
  const [current, setCurrent] = useState<string | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const item = items.find((one) => one.key === current) ?? items[0] ?? null;
  const choose = useChoose();
  useFollowing(tree);
  const onKeyDown = useOutlineKeys({
    items,
    item,
    tree,
    setCurrent,
    setOpen: opened.set,
    isOpen: opened.isOpen,
  });
  return (
    <div className={classes.outline}>
      <div className={classes.bar}>
        <SearchField label={t("outline.search")} value={query} onChange={setQuery} />
        <OutlineActions item={item} />
      </div>
      <Text size="sm" c="dimmed" role="status" px="md">
        {t("outline.count", { count: document.steps?.length ?? 0 })}
      </Text>
      <div
        ref={tree}
        role="tree"
        aria-label={t("outline.label")}
        className={classes.tree}
        onKeyDown={onKeyDown}
      >
        {items.map((one) => (
          <OutlineRow
            key={one.key}
            item={one}
            isCurrent={one === item}
            isOpen={one.kind === "step" && opened.isOpen(one.step.id)}
            onToggle={opened.set}
            onFocus={(key) => {
              setCurrent(key);
              choose(one);
            }}
          />
        ))}
      </div>
      <EmptyCanvas />
    </div>
  );
}

/** The focus goes to the step that was chosen on the canvas, and to what acts send it to: made, renamed. */
function useFollowing(tree: RefObject<HTMLElement | null>): void {
  const canvas = useCanvasStore();
  const editor = useEditorStore();
  const focusing = useCanvas((state) => state.focusing);
  useEffect(() => {
    const [chosen] = editor.getState().selection.steps;
    const key = canvas.getState().focused ?? chosen ?? "";
    const row = tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    (row ?? tree.current?.querySelector<HTMLElement>("[role=treeitem]"))?.focus();
  }, [canvas, editor, focusing, tree]);
}

/** Steps whose ways are shown; `isAll`: those nobody has closed. */
function useOpened(isAll: boolean) {
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isOpen = useCallback((step: string) => changed.get(step) ?? isAll, [changed, isAll]);
  const set = useCallback((step: string, open: boolean) => {
    setChanged((before) => new Map(before).set(step, open));
  }, []);
  return { isOpen, set };
}

/** What has the focus is what Properties shows. */
function useChoose(): (item: OutlineItem) => void {
  const select = useEditor((state) => state.select);
  return (item) => {
    const connection = item.kind === "way" ? (item.row.connection?.id ?? null) : null;
    const group = item.kind === "way" ? (item.row.group?.id ?? null) : null;
    select({ steps: connection === null ? [item.step.id] : [], notes: [], connection, group });
  };
}

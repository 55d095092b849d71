import { Kbd, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { keysText } from "@/editor/keys";
import type { ShortcutId } from "@/editor/keys";
import { useActs } from "./acts/context";
import { isMenuAction, menuOf } from "./menus";
import type { MenuAct, MenuLine } from "./menus";
import { useCanvas, useCanvasStore } from "./state";
import type { MenuAsk } from "./state";

/** What can be done with what was clicked. */
export function ContextMenu() {
  const ask = useCanvas((state) => state.menu);
  const canvas = useCanvasStore();
  const readOnly = useEditor((state) => state.readOnly);
  const selection = useEditor((state) => state.selection);
  if (ask === null) return null;
  const lines = menuOf(ask.subject, { readOnly, steps: selection.steps.length });
  return (
    <Menu
      opened
      withinPortal
      onClose={() => canvas.setState({ menu: null })}
      position="bottom-start"
      offset={0}
      width={250}
      trapFocus
    >
      <Menu.Target>
        <div
          aria-hidden
          style={{ position: "fixed", left: ask.screen.x, top: ask.screen.y, width: 1, height: 1 }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {lines.map((line, place) =>
          line === "-" ? <Menu.Divider key={place} /> : <Line key={line.act} line={line} />,
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Line({ line }: { line: MenuLine }) {
  const { t } = useTranslation("canvas");
  const run = useRun();
  return (
    <Menu.Item
      color={line.act === "remove" ? "red" : undefined}
      rightSection={line.keys && <Keys id={line.keys} />}
      onClick={() => run(line.act)}
    >
      {t(`menu.${line.act}`)}
    </Menu.Item>
  );
}

function Keys({ id }: { id: ShortcutId }) {
  return <Kbd size="xs">{keysText(id)}</Kbd>;
}

function useRun(): (act: MenuLine["act"]) => void {
  const acts = useActs();
  const canvas = useCanvasStore();
  const ask = useCanvas((state) => state.menu);
  const selection = useEditor((state) => state.selection);
  const { t } = useTranslation("canvas");
  const [first] = selection.steps;
  const subject = ask?.subject;
  const connection = subject?.kind === "connection" ? subject.id : null;
  const note = subject?.kind === "note" ? subject.id : null;
  const ofPlace: Partial<Record<MenuAct, (place: MenuAsk) => void>> = {
    addHere: ({ at, screen }) => acts.askStep({ at, screen }),
    addNote: ({ at }) => acts.addNote(at),
    paste: ({ at }) => void pasted(acts.paste, at, t),
    insert: ({ screen }) => connection && acts.askOn(connection, screen),
    retarget: () => connection && acts.retarget(connection),
    write: () => note && canvas.setState({ writing: note }),
    addAfter: ({ screen }) => first && acts.askNext(first, screen),
    connect: () => first && acts.askTargetOf(first),
    rename: () => first && acts.rename(first),
    makeFirst: () => first && acts.makeFirst(first),
    copy: () => document.execCommand("copy"),
    cut: () => document.execCommand("cut"),
    alignLeft: () => acts.align("left"),
    alignRight: () => acts.align("right"),
    alignTop: () => acts.align("top"),
    alignBottom: () => acts.align("bottom"),
    spreadAcross: () => acts.spread("x"),
    spreadDown: () => acts.spread("y"),
  };
  return (act) => {
    canvas.setState({ menu: null });
    if (isMenuAction(act)) acts[act]();
    else if (ask) ofPlace[act]?.(ask);
  };
}

async function pasted(
  paste: (text: string, at?: { x: number; y: number }) => boolean,
  at: { x: number; y: number } | undefined,
  t: ReturnType<typeof useTranslation<"canvas">>["t"],
): Promise<void> {
  const { notifications } = await import("@mantine/notifications");
  try {
    if (paste(await navigator.clipboard.readText(), at)) return;
    notifications.show({ message: t("paste.nothing") });
  } catch {
    notifications.show({ message: t("paste.byKeys", { keys: keysText("paste") }) });
  }
}

import { Paper, Portal } from "@mantine/core";
import { useClickOutside } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import type { Spot } from "@/editor/canvas/state";
import classes from "./palette.module.css";

interface Props {
  readonly at: Spot;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const ROOM = { width: 356, height: 450 };

/** A small dialog at a place of the screen, always wholly on it; the focus goes back when it closes. */
export function Floating({ at, label, onClose, children }: Props) {
  const ref = useClickOutside<HTMLDivElement>(onClose);
  useFocusBack();
  const left = Math.max(8, Math.min(at.x, window.innerWidth - ROOM.width - 8));
  const top = Math.max(8, Math.min(at.y, window.innerHeight - ROOM.height - 8));
  return (
    <Portal>
      <Paper
        ref={ref}
        role="dialog"
        aria-label={label}
        shadow="lg"
        withBorder
        radius="md"
        p={8}
        className={classes.floating}
        style={{ left, top, width: `min(${ROOM.width}px, calc(100vw - 16px))` }}
      >
        {children}
      </Paper>
    </Portal>
  );
}

function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    },
    [before],
  );
}

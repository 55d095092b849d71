import { CloseButton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import classes from "./EditorFrame.module.css";

type PanelProps = { title: string; actions?: ReactNode; onClose: () => void; children: ReactNode };

/** A part beside the canvas: its name, how to close it, what it holds. */
export function Panel({ title, actions, onClose, children }: PanelProps) {
  const { t } = useTranslation("panels");
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <span className={classes.actions}>
          {actions}
          <CloseButton size="sm" aria-label={t("close", { name: title })} onClick={onClose} />
        </span>
      </header>
      <div className={classes.content}>{children}</div>
    </>
  );
}

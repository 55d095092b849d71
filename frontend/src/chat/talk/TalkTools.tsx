import { Menu } from "@mantine/core";
import { IconClock, IconDeviceFloppy, IconPinned, IconRefresh, IconVariable } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";
import { IconButton } from "@/ui";

import { PinsDialog } from "../pins/PinsDialog";
import classes from "../TestChat.module.css";
import { useTesting } from "../testing/store";
import { GiveDialog } from "./GiveDialog";
import { KeepDialog } from "./KeepDialog";
import { WAITS } from "./said";

const SIZE = 16;

export type Dialog = "pins" | "give" | "keep";

type TalkToolsProps = { dialog: Dialog | null; onDialog: (dialog: Dialog | null) => void };

/** Begin anew, let time pass, change a variable, answer for a server, keep it all as a test. */
export function TalkTools({ dialog, onDialog }: TalkToolsProps) {
  const { t } = useTranslation("chat");
  const begin = useTesting((state) => state.begin);
  const add = useTesting((state) => state.add);
  const isPlaying = useTesting((state) => state.isPlaying);
  const pins = useTesting((state) => state.pins.length);
  const readOnly = useEditor((state) => state.readOnly);
  const close = () => onDialog(null);
  return (
    <div className={classes.tools} role="toolbar" aria-label={t("talk.tools")}>
      <IconButton label={t("talk.restart")} onClick={begin}>
        <IconRefresh size={SIZE} />
      </IconButton>
      <Menu position="bottom-start">
        <Menu.Target>
          <IconButton label={t("talk.wait")} disabled={isPlaying}>
            <IconClock size={SIZE} />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t("talk.wait")}</Menu.Label>
          {WAITS.map((wait) => (
            <Menu.Item key={wait} onClick={() => add({ wait })}>
              {t(`talk.waits.${wait}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <IconButton label={t("give.title")} disabled={isPlaying} onClick={() => onDialog("give")}>
        <IconVariable size={SIZE} />
      </IconButton>
      <IconButton
        label={pins > 0 ? t("pins.titleSome", { count: pins }) : t("pins.title")}
        variant={pins > 0 ? "light" : "subtle"}
        color={pins > 0 ? "blue" : "gray"}
        onClick={() => onDialog("pins")}
      >
        <IconPinned size={SIZE} />
      </IconButton>
      {!readOnly && (
        <IconButton label={t("keep.title")} disabled={isPlaying} onClick={() => onDialog("keep")}>
          <IconDeviceFloppy size={SIZE} />
        </IconButton>
      )}
      {dialog === "pins" && <PinsDialog onClose={close} />}
      {dialog === "give" && <GiveDialog onClose={close} />}
      {dialog === "keep" && <KeepDialog onClose={close} />}
    </div>
  );
}

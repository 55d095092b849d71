import { ActionIcon, Group, Paper, Tooltip, UnstyledButton } from "@mantine/core";
import { IconFocusCentered, IconGridDots, IconHome, IconMap, IconMinus, IconPlus } from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { useStore } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { keysText } from "@/editor/keys";
import type { ShortcutId } from "@/editor/keys";
import { useActs } from "./acts/context";
import { useCanvas, useCanvasStore } from "./state";
import { usePhone } from "./usePhone";
import classes from "./canvas.module.css";

export function CanvasControls() {
  const { t } = useTranslation("canvas");
  const acts = useActs();
  const canvas = useCanvasStore();
  const isSnapping = useCanvas((state) => state.isSnapping);
  const hasMinimap = useCanvas((state) => state.hasMinimap);
  const isPhone = usePhone();
  return (
    <Paper withBorder radius="md" p={3} className={classes.controls}>
      <Group gap={2} wrap="nowrap">
        <Control
          icon={IconMinus}
          name={t("controls.zoomOut")}
          keys="zoomOut"
          act={() => acts.zoomBy(1 / 1.25)}
        />
        <Zoom />
        <Control icon={IconPlus} name={t("controls.zoomIn")} keys="zoomIn" act={() => acts.zoomBy(1.25)} />
        <Control icon={IconFocusCentered} name={t("controls.fit")} keys="fit" act={acts.fit} />
        <Control icon={IconHome} name={t("controls.home")} keys="home" act={acts.home} />
        {!isPhone && (
          <>
            <Control
              icon={IconGridDots}
              name={t("controls.snap")}
              isOn={isSnapping}
              act={() => canvas.setState({ isSnapping: !isSnapping })}
            />
            <Control
              icon={IconMap}
              name={t("controls.minimap")}
              isOn={hasMinimap}
              act={() => canvas.setState({ hasMinimap: !hasMinimap })}
            />
          </>
        )}
      </Group>
    </Paper>
  );
}

interface ControlProps {
  readonly icon: Icon;
  readonly name: string;
  readonly act: () => void;
  readonly keys?: ShortcutId;
  readonly isOn?: boolean;
}

function Control({ icon: Icon, name, act, keys, isOn }: ControlProps) {
  return (
    <Tooltip label={keys === undefined ? name : `${name} (${keysText(keys)})`}>
      <ActionIcon
        variant={isOn ? "light" : "subtle"}
        color={isOn ? undefined : "gray"}
        size={32}
        aria-label={name}
        aria-pressed={isOn}
        onClick={act}
        c={isOn ? undefined : "var(--text-1)"}
      >
        <Icon size={18} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function Zoom() {
  const { t, i18n } = useTranslation("canvas");
  const acts = useActs();
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const shown = new Intl.NumberFormat(i18n.language, { style: "percent" }).format(zoom / 100);
  return (
    <Tooltip label={`${t("controls.actualSize")} (${keysText("actualSize")})`}>
      <UnstyledButton
        className={classes.zoom}
        aria-label={t("controls.zoom", { zoom: shown })}
        onClick={acts.actualSize}
      >
        {shown}
      </UnstyledButton>
    </Tooltip>
  );
}

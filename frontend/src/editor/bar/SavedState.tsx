import { Popover, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp, type Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useEditor, type Saved } from "@/store";

import { SavedDetails } from "./SavedDetails";
import classes from "./TopBar.module.css";
import { useApart } from "./useApart";
import { useAsking } from "./useAsking";

const ICONS: Record<Saved["state"], Icon> = {
  saved: IconCloudCheck,
  saving: IconCloudUp,
  offline: IconCloudOff,
  conflict: IconAlertTriangle,
  refused: IconAlertTriangle,
};

/** Whether what was done is safe, and what to do where it is not. */
export function SavedState() {
  const { t } = useTranslation("panels");
  const saved = useEditor((state) => state.saved);
  const readOnly = useEditor((state) => state.readOnly);
  const isApart = useApart();
  const asking = useAsking(saved);
  const isSaved = saved.state === "saved";
  if (readOnly && isSaved) return <span className={classes.saved}>{t("readOnly")}</span>;
  const Shown = isSaved && isApart ? IconCloudOff : ICONS[saved.state];
  return (
    <Popover
      opened={asking.isOpen}
      onChange={(opened) => !opened && asking.close()}
      width={380}
      position="bottom-start"
      withArrow
      shadow="md"
      trapFocus={asking.isEntered}
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.saved}
          data-state={saved.state}
          disabled={isSaved}
          onClick={asking.toggle}
        >
          <Shown size={16} aria-hidden />
          <span role="status">{words(saved, isApart, t)}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div className={classes.asks}>
          <SavedDetails saved={saved} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function words(saved: Saved, isApart: boolean, t: ReturnType<typeof useTranslation<"panels">>["t"]): string {
  if (saved.state === "saved" && isApart) return t("saved.apart");
  if (saved.state === "conflict" && saved.conflicts.every((one) => one.kind === "undo"))
    return t("saved.undo");
  if (saved.state === "refused" && saved.refusals.length === 0)
    return t("saved.shutOut", { count: saved.pending });
  return t(`saved.${saved.state}`, { count: saved.pending });
}

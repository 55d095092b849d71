import { Menu } from "@mantine/core";
import {
  IconDots,
  IconHistory,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconSend,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui";

import classes from "../Schedule.module.css";
import type { Emitter } from "../types";
import type { useEmitterActions } from "../useEmitterActions";

type Props = {
  emitter: Emitter;
  actions: ReturnType<typeof useEmitterActions>;
  mayEdit: boolean;
  onEdit: () => void;
  onHistory: () => void;
};

/** What can be done with one message. */
export function EmitterTools({ emitter, actions, mayEdit, onEdit, onHistory }: Props) {
  const { t } = useTranslation("schedule");
  const { name, is_paused } = emitter;
  return (
    <div className={classes.tools}>
      {mayEdit && (
        <>
          <IconButton label={t("run.open", { name })} disabled={actions.isBusy} onClick={actions.run}>
            <IconSend size={18} />
          </IconButton>
          <IconButton
            label={t(is_paused ? "resume" : "pause", { name })}
            disabled={actions.isBusy}
            onClick={is_paused ? actions.resume : actions.pause}
          >
            {is_paused ? <IconPlayerPlay size={18} /> : <IconPlayerPause size={18} />}
          </IconButton>
        </>
      )}
      <IconButton label={t("history.open", { name })} onClick={onHistory}>
        <IconHistory size={18} />
      </IconButton>
      {mayEdit && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <IconButton label={t("moreOf", { name })}>
              <IconDots size={18} />
            </IconButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
              {t("edit")}
            </Menu.Item>
            <Menu.Item c="var(--danger-text)" leftSection={<IconTrash size={16} />} onClick={actions.remove}>
              {t("remove.open")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

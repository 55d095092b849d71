import { Menu } from "@mantine/core";
import {
  IconBellRinging,
  IconCalendarTime,
  IconChartBar,
  IconDots,
  IconGitPullRequest,
  IconListTree,
  IconMessages,
  IconPlug,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useEditor } from "@/store";
import { IconButton } from "@/ui";
import { useOpening } from "@/versions/proposals/useOpening";

import { usePanels } from "../frame/usePanels";
import { useNumbers } from "./useNumbers";

/** What is done now and then: numbers on the canvas, the outline, where people talk with the bot. */
export function BotMenu() {
  const { t } = useTranslation("panels");
  const botId = useEditor((state) => state.botId);
  const readOnly = useEditor((state) => state.readOnly);
  const mode = useEditor((state) => state.view.mode);
  const { toggleMode } = usePanels();
  const numbers = useNumbers();
  const { open } = useOpening();
  return (
    <Menu position="bottom-end" width={260} withinPortal>
      <Menu.Target>
        <IconButton label={t("more")}>
          <IconDots size={18} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconListTree size={16} />} onClick={toggleMode}>
          {t(mode === "canvas" ? "outline" : "canvas")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconChartBar size={16} />} onClick={numbers.toggle}>
          {t(numbers.isShown ? "numbers.hide" : "numbers.show")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconGitPullRequest size={16} />} onClick={() => open("all")}>
          {t("proposals")}
        </Menu.Item>
        <Menu.Item
          component={Link}
          to={`/bots/${botId}/conversations`}
          leftSection={<IconMessages size={16} />}
        >
          {t("conversations")}
        </Menu.Item>
        <Menu.Item
          component={Link}
          to={`/bots/${botId}/schedule`}
          leftSection={<IconCalendarTime size={16} />}
        >
          {t("schedule.title")}
        </Menu.Item>
        {!readOnly && (
          <Menu.Item
            component={Link}
            to={`/bots/${botId}/alerts`}
            leftSection={<IconBellRinging size={16} />}
          >
            {t("alerts")}
          </Menu.Item>
        )}
        <Menu.Item component={Link} to={`/channels?bot=${botId}`} leftSection={<IconPlug size={16} />}>
          {t("channels")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

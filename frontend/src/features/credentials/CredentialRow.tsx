import { Badge, Group, Menu, Text } from "@mantine/core";
import { IconDots, IconPencil, IconPlugConnected, IconRobot, IconStar, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton, RelativeTime } from "@/ui";

import { useBot } from "../channels/useBot";
import classes from "./Credentials.module.css";
import type { Credential } from "./types";
import { useNames } from "./useCatalogue";

export type Action = "edit" | "test" | "remove";

type RowProps = { credential: Credential; mayEdit: boolean; onAct: (action: Action) => void };

export function CredentialRow({ credential, mayEdit, onAct }: RowProps) {
  const { t } = useTranslation("credentials");
  const { strategyName } = useNames();
  const { name, hosts, strategy, bot_id, is_default, sealed_at } = credential;
  const bot = useBot(bot_id).data;
  return (
    <article className={classes.row}>
      <div className={classes.words}>
        <button type="button" className={classes.name} onClick={() => onAct("edit")}>
          {name}
        </button>
        <Text size="sm" c="var(--text-2)" className={classes.line}>
          {strategyName(strategy)} · {hosts.join(", ")}
        </Text>
      </div>
      <Group gap={6} className={classes.badges}>
        {is_default && (
          <Badge variant="light" size="sm" leftSection={<IconStar size={12} />}>
            {t(bot_id ? "default.ofBot" : "default.short")}
          </Badge>
        )}
        {bot_id && (
          <Badge variant="default" size="sm" leftSection={<IconRobot size={12} />}>
            {t("onlyBot", { name: bot?.name ?? "…" })}
          </Badge>
        )}
      </Group>
      <Text size="xs" c="var(--text-2)" className={classes.sealed}>
        {t("sealed")} <RelativeTime at={sealed_at} />
      </Text>
      {mayEdit && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <IconButton label={t("menu.title", { name })} className={classes.menu}>
              <IconDots size={18} />
            </IconButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => onAct("edit")}>
              {t("menu.edit")}
            </Menu.Item>
            <Menu.Item leftSection={<IconPlugConnected size={16} />} onClick={() => onAct("test")}>
              {t("menu.test")}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              c="var(--danger-text)"
              leftSection={<IconTrash size={16} />}
              onClick={() => onAct("remove")}
            >
              {t("menu.remove")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </article>
  );
}

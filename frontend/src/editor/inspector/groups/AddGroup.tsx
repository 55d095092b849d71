import { Button, Menu } from "@mantine/core";
import { IconClock, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { GroupType } from "@/model/document";
import type { Path } from "../editing/path";
import { useEdit } from "../editing/useEdit";
import { newGroup } from "./operations";
import { GROUPS } from "./registry";

const KINDS = ["message", "timeout", "response", "code", "integration"] as const;

/** One more thing a step, or the bot, does with what it hears. */
export function AddGroup({ list, isBot }: { list: Path; isBot: boolean }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const add = (kind: GroupType | "timeout") => {
    edit.run([newGroup(list, kind).operation], t("groups.add"));
  };
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="light" leftSection={<IconPlus size={16} aria-hidden />} fullWidth>
          {t("groups.add")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {KINDS.filter((kind) => kind !== "timeout" || !isBot).map((kind) => {
          const Icon = kind === "timeout" ? IconClock : GROUPS[kind].icon;
          return (
            <Menu.Item key={kind} leftSection={<Icon size={16} aria-hidden />} onClick={() => add(kind)}>
              {t(`groups.offers.${kind}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

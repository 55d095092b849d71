import { Button, Group } from "@mantine/core";
import { IconFolderPlus, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { newGroup, newRule } from "../model/edits";
import { find } from "../model/tree";
import type { Builder } from "./context";

export function AddButtons({ group, builder }: { group: string; builder: Builder }) {
  const { t } = useTranslation("rules");
  const isOuter = group === builder.root.id;
  return (
    <Group gap={6}>
      <Button
        size="compact-sm"
        variant={isOuter ? "default" : "subtle"}
        color={isOuter ? undefined : "gray"}
        data-add={isOuter || undefined}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => builder.add(newRule(), group)}
      >
        {t("builder.addRule")}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconFolderPlus size={14} aria-hidden />}
        onClick={() => builder.add(newGroup(other(builder, group)), group)}
      >
        {t("builder.addGroup")}
      </Button>
    </Group>
  );
}

/** A group inside a group says the other word: else it would change nothing. */
function other({ root }: Builder, id: string): "and" | "or" {
  const group = find(root, id);
  return group?.kind === "group" && group.combinator === "or" ? "and" : "or";
}

import { Badge, Group, Text, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { BotDocument } from "@/model/document";
import { useEditor } from "@/store";

import type { PartChange } from "./types";
import classes from "./versions.module.css";

export const COLORS = { added: "teal", removed: "red", changed: "blue", moved: "gray" } as const;

type Change = Pick<PartChange, "id" | "name" | "how" | "moved"> & { kind: string };

/** What became of a part; one that is there leads to its place. */
export function PartHead({ change, onShow }: { change: Change; onShow?: () => void }) {
  const { t } = useTranslation("versions");
  const reveal = useEditor((state) => state.reveal);
  const isThere = useEditor((state) => change.kind === "step" && state.index.step(change.id) !== undefined);
  const name = usePartName(change);
  const show = () => {
    onShow?.();
    reveal({ step: change.id });
  };
  return (
    <Group gap="xs">
      <Badge size="sm" color={COLORS[change.how]} variant="light" tt="none">
        {t(`how.${change.how}`)}
      </Badge>
      <Text size="xs" c="var(--text-2)">
        {t(`kinds.${change.kind}`, { defaultValue: change.kind })}
      </Text>
      {isThere ? (
        <UnstyledButton className={classes.link} onClick={show}>
          {name}
        </UnstyledButton>
      ) : (
        name && (
          <Text size="sm" fw={600}>
            {name}
          </Text>
        )
      )}
      {change.moved && (
        <Text size="xs" c="var(--text-2)">
          {t("moved")}
        </Text>
      )}
    </Group>
  );
}

/** A part as people know it: a note has no name, so what it says while it is there. */
export function usePartName({ kind, id, name }: Pick<Change, "kind" | "id" | "name">): string {
  const note = useEditor((state) => (kind === "note" ? noteText(id, state.document.notes) : undefined));
  return note ?? (name || id);
}

function noteText(id: string, notes: BotDocument["notes"]): string | undefined {
  return notes?.find((one) => one.id === id)?.text?.slice(0, 80);
}

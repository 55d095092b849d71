import { Group, Paper, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { IconLayoutGrid, IconMessage, IconMessageQuestion } from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/store";
import { ownEntries } from "@/editor/palette/entries";
import type { OwnKind } from "@/editor/palette/entries";
import { useActs } from "./acts/context";
import classes from "./canvas.module.css";

/** Nothing is drawn yet: three ways to begin. `onGallery`: opens the gallery of bots. */
export function EmptyCanvas({ onGallery }: { onGallery?: () => void }) {
  const { t } = useTranslation("canvas");
  const isEmpty = useEditor((state) => state.status === "ready" && !state.document.steps?.length);
  const readOnly = useEditor((state) => state.readOnly);
  const acts = useActs();
  if (!isEmpty) return null;
  const begin = (own: OwnKind) => {
    const entry = ownEntries(t).find((one) => one.id === `own:${own}`);
    if (entry) void acts.startWith(entry);
  };
  return (
    <div className={classes.middle}>
      <Paper p="xl" radius="lg" withBorder maw={680} m="md" shadow="sm">
        <Stack gap="lg">
          <div>
            <Title order={2} size="h3">
              {t("empty.title")}
            </Title>
            <Text c="dimmed">{t(readOnly ? "empty.readOnly" : "empty.text")}</Text>
          </div>
          {!readOnly && (
            <Group align="stretch" gap="sm">
              <Starter icon={IconMessage} name="blank" act={() => begin("message")} />
              <Starter icon={IconMessageQuestion} name="question" act={() => begin("buttons")} />
              {onGallery && <Starter icon={IconLayoutGrid} name="gallery" act={onGallery} />}
            </Group>
          )}
        </Stack>
      </Paper>
    </div>
  );
}

function Starter({
  icon: Icon,
  name,
  act,
}: {
  icon: Icon;
  name: "blank" | "question" | "gallery";
  act: () => void;
}) {
  const { t } = useTranslation("canvas");
  return (
    <UnstyledButton className={classes.starter} onClick={act}>
      <Icon size={24} stroke={1.6} aria-hidden />
      <Text fw={600}>{t(`empty.${name}.title`)}</Text>
      <Text size="sm" c="dimmed">
        {t(`empty.${name}.text`)}
      </Text>
    </UnstyledButton>
  );
}

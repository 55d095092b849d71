import { Button, Group, Paper, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useActs } from "./acts/context";
import { useCanvas } from "./state";
import classes from "./canvas.module.css";

export function TidyProgress() {
  const { t } = useTranslation("canvas");
  const share = useCanvas((state) => state.tidying);
  const acts = useActs();
  if (share === null) return null;
  return (
    <Paper withBorder shadow="md" p="sm" radius="md" className={classes.tidying} role="status" data-tidying>
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Text size="sm">{t("tidy.running")}</Text>
        <Button size="compact-sm" variant="default" onClick={acts.stopTidy}>
          {t("tidy.stop")}
        </Button>
      </Group>
      <Progress value={share > 0 ? share * 100 : 100} animated={share === 0} aria-label={t("tidy.running")} />
    </Paper>
  );
}

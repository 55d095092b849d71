import { Button, Group, Stack, Text } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./PanelHead.module.css";

interface Props {
  kind: string;
  icon: ReactNode;
  title: string;
  actions?: ReactNode;
  back?: { label: string; onClick: () => void };
}

/** What is shown below, and the way back to where it belongs. */
export function PanelHead({ kind, icon, title, actions, back }: Props) {
  const { t } = useTranslation("inspector");
  return (
    <header className={classes.head}>
      {back ? (
        <Button
          size="compact-xs"
          variant="subtle"
          maw="100%"
          leftSection={<IconArrowLeft size={14} aria-hidden />}
          aria-label={t("back.to", { name: back.label })}
          onClick={back.onClick}
        >
          {back.label}
        </Button>
      ) : null}
      <Group gap="sm" wrap="nowrap">
        <span className={classes.icon}>{icon}</span>
        <Stack gap={0} flex={1} miw={0}>
          <Text size="xs" c="var(--text-2)">
            {kind}
          </Text>
          <Text component="h2" fw={650} className={classes.title} lineClamp={2}>
            {title}
          </Text>
        </Stack>
        {actions}
      </Group>
    </header>
  );
}

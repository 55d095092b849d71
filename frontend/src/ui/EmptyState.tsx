import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./EmptyState.module.css";

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  /** Of its heading: 1 where it is all of the page. */
  order?: 1 | 2;
};

/** Nothing here yet: what it would be, and the one next step. */
export function EmptyState({ icon, title, text, action, order = 2 }: EmptyStateProps) {
  return (
    <Stack className={classes.empty} align="center" gap="sm">
      {icon && (
        <div className={classes.icon} aria-hidden>
          {icon}
        </div>
      )}
      <Title order={order} size={order === 1 ? "h3" : "h4"} ta="center">
        {title}
      </Title>
      {text && (
        <Text size="sm" c="var(--text-2)" ta="center" maw={440}>
          {text}
        </Text>
      )}
      {action}
    </Stack>
  );
}

import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import { ColorSwitch, LanguageSwitch, useTitle } from "@/ui";

import classes from "./AuthFrame.module.css";

type AuthFrameProps = { title: string; lead?: ReactNode; children?: ReactNode };

/** What people see who are not signed in: one card with one thing to do. */
export function AuthFrame({ title, lead, children }: AuthFrameProps) {
  useTitle(title);
  return (
    <div className={classes.frame}>
      <main className={classes.card}>
        <div className={classes.brand}>
          <img src="/icon.svg" alt="" width={30} height={30} />
          DBCV
        </div>
        <Stack gap={6} mb="lg">
          <Title order={1} size="h2">
            {title}
          </Title>
          {lead && (
            <Text size="sm" c="var(--text-2)">
              {lead}
            </Text>
          )}
        </Stack>
        {children}
      </main>
      <Group component="footer" justify="center" gap="xs">
        <LanguageSwitch />
        <ColorSwitch />
      </Group>
    </div>
  );
}

import { Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./Page.module.css";
import { useTitle } from "./useTitle";

type PageProps = {
  title: string;
  /** A sentence below the title. */
  lead?: ReactNode;
  /** Buttons on the right; the first thing to do comes last. */
  actions?: ReactNode;
  /** What stands above the title: a way back. */
  above?: ReactNode;
  width?: "narrow" | "wide";
  children: ReactNode;
};

/** A page of the shell: its heading, what can be done, and below it what it is about. */
export function Page({ title, lead, actions, above, width = "wide", children }: PageProps) {
  useTitle(title);
  return (
    <div className={classes.page} data-width={width}>
      <header className={classes.head}>
        <div className={classes.words}>
          {above}
          <Title order={1} className={classes.title}>
            {title}
          </Title>
          {lead && (
            <Text size="sm" c="var(--text-2)" maw={680}>
              {lead}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </header>
      {children}
    </div>
  );
}

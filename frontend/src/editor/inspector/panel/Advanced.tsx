import { Stack, Text, UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Path } from "../editing/path";
import { useIsAimedAt, usePlace } from "../place";
import classes from "./Advanced.module.css";

interface Props {
  children: ReactNode;
  label?: string;
  /** Where something is in it that somebody should see. */
  openAtFirst?: boolean;
  /** What is in it, so that it opens when one of them is asked for. */
  places?: readonly Path[];
}

const NONE: readonly Path[] = [];

/** What few ever need, folded away. */
export function Advanced({ children, label, openAtFirst = false, places = NONE }: Props) {
  const { t } = useTranslation("inspector");
  const [wanted, setOpen] = useState(openAtFirst);
  const isAimedAt = useIsAimedAt(...places);
  const aim = usePlace((state) => state.aim);
  const open = wanted || isAimedAt;
  const id = useId();
  return (
    <Stack gap="sm">
      <UnstyledButton
        className={classes.toggle}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          if (isAimedAt) aim(null);
          setOpen(!open);
        }}
      >
        <IconChevronRight size={14} className={classes.chevron} data-open={open || undefined} aria-hidden />
        <Text size="xs" fw={500}>
          {label ?? t("advanced")}
        </Text>
      </UnstyledButton>
      {open ? (
        <Stack id={id} gap="sm">
          {children}
        </Stack>
      ) : null}
    </Stack>
  );
}

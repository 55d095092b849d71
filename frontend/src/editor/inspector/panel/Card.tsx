import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { keyOf, type Path } from "../editing/path";
import classes from "./Card.module.css";

interface Props {
  children: ReactNode;
  label?: string;
  marked?: boolean;
  /** Where in the document it is. */
  place?: Path;
}

/** A part among its like, with a frame of its own. */
export function Card({ children, label, marked, place }: Props) {
  return (
    <Stack
      gap={8}
      className={classes.card}
      role={label ? "group" : undefined}
      aria-label={label}
      data-marked={marked || undefined}
      data-place={place && keyOf(place)}
    >
      {children}
    </Stack>
  );
}

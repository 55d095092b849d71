import type { ReactNode } from "react";

import classes from "./proposals.module.css";

/** Of what has just taken the place of something else: whoever works by keyboard or ear goes on from here. */
export function Heading({ children }: { children: ReactNode }) {
  return (
    <h3 ref={focused} tabIndex={-1} className={classes.heading} data-autofocus>
      {children}
    </h3>
  );
}

function focused(heading: HTMLElement | null): void {
  heading?.focus({ preventScroll: true });
}

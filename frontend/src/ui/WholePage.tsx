import type { ReactNode } from "react";

import classes from "./WholePage.module.css";

/** One thing in the middle of a window that has nothing else. */
export function WholePage({ children }: { children: ReactNode }) {
  return <main className={classes.page}>{children}</main>;
}

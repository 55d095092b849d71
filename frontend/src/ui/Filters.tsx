import type { ReactNode } from "react";

import classes from "./Filters.module.css";

/** What narrows a list down, above it: the search first. */
export function Filters({ children }: { children: ReactNode }) {
  return (
    <div className={classes.filters} role="search">
      {children}
    </div>
  );
}

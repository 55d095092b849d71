import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { preview } from "@/values";
import { useBuilder } from "../builder/context";
import classes from "./TryRules.module.css";

/** Whether a row held when it was tried, with the value it saw. */
export function Outcome({ id, name, isLong = false }: { id: string; name: string; isLong?: boolean }) {
  const { t } = useTranslation("rules");
  const { trial } = useBuilder();
  const part = trial?.parts.get(id);
  if (!part) return null;
  const actual = part.actual === null || part.actual === undefined ? t("try.notGiven") : preview(part.actual);
  const found = isLong ? t("try.found", { actual }) : "";
  const said = t(part.holds ? "try.partHolds" : "try.partFails", { name, found });
  const Icon = part.holds ? IconCheck : IconX;
  return (
    <span className={classes.outcome} data-holds={part.holds}>
      <Icon size={14} role="img" aria-label={said} />
      {isLong && <span aria-hidden>{found}</span>}
    </span>
  );
}

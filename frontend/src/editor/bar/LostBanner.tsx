import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { faultText } from "@/api/faults";
import { useEditor } from "@/store";
import { LinkButton } from "@/ui";

import classes from "./LostBanner.module.css";

/** The bot was deleted, or is shared with this person no more, while they looked at it. */
export function LostBanner() {
  const { t } = useTranslation("panels");
  const fault = useEditor((state) => state.fault);
  const retry = useEditor((state) => state.retry);
  return (
    <div role="alert">
      {fault && (
        <div className={classes.banner}>
          <IconAlertTriangle size={18} aria-hidden />
          <p className={classes.words}>
            {faultText(fault)} {t("lost.text")}
          </p>
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t("lost.retry")}
          </Button>
          <LinkButton size="compact-sm" variant="default" to="/bots">
            {t("toBots")}
          </LinkButton>
        </div>
      )}
    </div>
  );
}

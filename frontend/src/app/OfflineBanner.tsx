import { IconWifiOff } from "@tabler/icons-react";
import { useNetwork } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import classes from "./OfflineBanner.module.css";

export function OfflineBanner() {
  const { t } = useTranslation("app");
  const { online } = useNetwork();
  return (
    <div role="status">
      {!online && (
        <p className={classes.banner}>
          <IconWifiOff size={16} aria-hidden />
          {t("offline")}
        </p>
      )}
    </div>
  );
}

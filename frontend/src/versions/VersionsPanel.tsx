import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { History } from "./History";
import { Published } from "./Published";
import classes from "./versions.module.css";

const KINDS = ["published", "history"] as const;

/** What was published, and who did what to the draft. */
export function VersionsPanel() {
  const { t } = useTranslation("versions");
  const [kind, setKind] = useState<(typeof KINDS)[number]>("published");
  return (
    <>
      <div className={classes.which}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t("which.title")}
          data={KINDS.map((value) => ({ value, label: t(`which.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(KINDS.find((one) => one === value) ?? "published")}
        />
      </div>
      {kind === "published" ? <Published /> : <History />}
    </>
  );
}

import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { faultText } from "@/api/faults";
import { useEditor, type Refusal } from "@/store";

import classes from "./TopBar.module.css";

/** Changes the server did not take: they were taken back, and why. */
export function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  const { t } = useTranslation("panels");
  const dismiss = useEditor((state) => state.dismiss);
  return refusals.map((refusal) => (
    <section key={refusal.id} className={classes.conflict}>
      <Text size="sm" fw={600}>
        {t("refused.title", { what: refusal.label })}
      </Text>
      <Text size="sm">{faultText(refusal.fault)}</Text>
      <Button size="compact-sm" variant="default" onClick={() => dismiss(refusal)}>
        {t("refused.read")}
      </Button>
    </section>
  ));
}

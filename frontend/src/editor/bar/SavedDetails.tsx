import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { faultText } from "@/api/faults";
import { useEditor, type Saved } from "@/store";

import { Conflicts } from "./Conflicts";
import { Refusals } from "./Refusals";

/** Why it is not saved, and what can be done about it. */
export function SavedDetails({ saved }: { saved: Saved }) {
  const { t } = useTranslation("panels");
  const asks = saved.conflicts.length + saved.refusals.length > 0;
  const waits = saved.state === "offline" || (saved.state === "refused" && saved.refusals.length === 0);
  return (
    <Stack gap="md">
      {waits && <Waiting saved={saved} />}
      {!waits && !asks && <Text size="sm">{t("saved.wait")}</Text>}
      <Conflicts conflicts={saved.conflicts} />
      <Refusals refusals={saved.refusals} />
    </Stack>
  );
}

function Waiting({ saved }: { saved: Saved }) {
  const { t } = useTranslation("panels");
  const retry = useEditor((state) => state.retry);
  const isShutOut = saved.state === "refused";
  const kept = isShutOut ? t("saved.keptShutOut") : t(saved.waitsForSignIn ? "saved.signIn" : "saved.kept");
  return (
    <Stack gap="xs">
      <Text size="sm">{saved.isKept ? kept : t("saved.notKept")}</Text>
      {saved.fault && !saved.waitsForSignIn && (
        <Text size="sm" c="var(--text-2)">
          {faultText(saved.fault)}
        </Text>
      )}
      <Button size="xs" variant="default" onClick={retry}>
        {t("saved.retry")}
      </Button>
    </Stack>
  );
}

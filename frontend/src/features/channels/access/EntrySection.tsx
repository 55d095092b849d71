import { Alert, Button, Group, Radio, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { FaultAlert, notify, Section } from "@/ui";

import type { TabProps } from "../types";
import { useChannelChange } from "../useChannelChange";
import { ENTRIES, entryOf, withEntry } from "./entry";

export function EntrySection({ channel, rights }: TabProps) {
  const { t } = useTranslation(["channels", "ui"]);
  const kept = entryOf(channel);
  const [entry, setEntry] = useState(kept);
  const saving = useChannelChange(channel);
  const save = () => saving.mutate(withEntry(channel, entry), { onSuccess: () => notify(t("entry.saved")) });
  const isWithoutSecret = entry === "vouched" && !channel.has_secret;
  return (
    <Section title={t("entry.title")} lead={t("entry.lead")}>
      <Stack>
        <Radio.Group
          aria-label={t("entry.title")}
          value={entry}
          onChange={(value) => setEntry(ENTRIES.find((one) => one === value) ?? entry)}
        >
          <Stack gap="sm">
            {ENTRIES.map((one) => (
              <Radio
                key={one}
                value={one}
                disabled={!rights.mayEdit}
                label={t(`entry.${one}.name`)}
                description={t(`entry.${one}.text`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {isWithoutSecret && (
          <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} />}>
            {t("entry.needsSecret")}
          </Alert>
        )}
        <FaultAlert fault={saving.error} />
        {rights.mayEdit && (
          <Group>
            <Button onClick={save} loading={saving.isPending} disabled={entry === kept}>
              {t("ui:save")}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}

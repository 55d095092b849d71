import { Button, Group, Stack } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Connection } from "@/model/document";
import { NumberField } from "../editing/NumberField";
import type { Path } from "../editing/path";
import { RulesField } from "../editing/RulesField";
import { SettingsField } from "../editing/SettingsField";
import { TextField } from "../editing/TextField";
import { useEdit } from "../editing/useEdit";
import { Advanced } from "../panel/Advanced";
import { Hint } from "../panel/Hint";

/** Everything a connection says but where it leads (flow-language.md 1, 4.3). */
export function ConnectionFields({ connection, place }: { connection: Connection; place: Path }) {
  const { t } = useTranslation("inspector");
  return (
    <Stack gap="sm">
      <TextField
        path={[...place, "name"]}
        value={connection.name}
        label={t("ways.name")}
        placeholder={t("ways.namePlaceholder")}
      />
      <RulesField path={[...place, "rules"]} value={connection.rules} label={t("ways.rules")} />
      <Filters connection={connection} place={place} />
      <SettingsField path={[...place, "set"]} value={connection.set} label={t("ways.set")} />
      <Advanced openAtFirst={Boolean(connection.priority)} places={[[...place, "priority"]]}>
        <NumberField
          path={[...place, "priority"]}
          value={connection.priority}
          fallback={0}
          whole
          min={-(2 ** 31)}
          max={2 ** 31 - 1}
          label={t("priority.label")}
          description={t("priority.ways")}
        />
      </Advanced>
    </Stack>
  );
}

function Filters({ connection, place }: { connection: Connection; place: Path }) {
  const { t } = useTranslation("inspector");
  const { readOnly } = useEdit();
  const [wanted, setWanted] = useState(false);
  if (connection.filters === undefined && !wanted) {
    if (readOnly) return null;
    return (
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconFilter size={14} aria-hidden />}
          onClick={() => setWanted(true)}
        >
          {t("ways.addFilters")}
        </Button>
      </Group>
    );
  }
  return (
    <Stack gap={4}>
      <RulesField path={[...place, "filters"]} value={connection.filters} label={t("ways.filters")} />
      <Hint>{t("ways.filtersHint")}</Hint>
    </Stack>
  );
}

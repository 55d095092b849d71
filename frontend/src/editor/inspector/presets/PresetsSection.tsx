import { SimpleGrid, Stack, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FaultAlert, ServerImage } from "@/ui";
import { Hint } from "../panel/Hint";
import { PresetDialog } from "./PresetDialog";
import classes from "./PresetsSection.module.css";
import { usePresets, type Preset } from "./usePresets";

const FAMILIES = ["talk", "ask", "logic", "work"] as const;

/** Ready parts of a conversation, put in with what was chosen in them. */
export function PresetsSection() {
  const { t } = useTranslation("inspector");
  const { presets, error, titleOf } = usePresets();
  const [chosen, setChosen] = useState<Preset | null>(null);
  return (
    <Stack gap="sm">
      <Hint>{t("presets.hint")}</Hint>
      {error ? <FaultAlert fault={error} /> : null}
      {FAMILIES.map((family) => (
        <Stack key={family} gap={4}>
          <Text size="xs" fw={600} c="var(--text-2)">
            {t(`presets.families.${family}`)}
          </Text>
          <SimpleGrid cols={2} spacing={6} verticalSpacing={6}>
            {presets
              .filter((one) => one.family === family)
              .map((preset) => (
                <UnstyledButton key={preset.id} className={classes.preset} onClick={() => setChosen(preset)}>
                  <ServerImage src={preset.icon} alt="" w={20} h={20} className={classes.icon} />
                  <Text size="sm" lineClamp={2}>
                    {titleOf(preset)}
                  </Text>
                </UnstyledButton>
              ))}
          </SimpleGrid>
        </Stack>
      ))}
      {chosen ? <PresetDialog preset={chosen} onClose={() => setChosen(null)} /> : null}
    </Stack>
  );
}

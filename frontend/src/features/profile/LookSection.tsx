import { Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { chooseLanguage } from "./chooseLanguage";
import { languageOf } from "@/i18n";
import { ColorSwitch, LanguageSwitch, Section } from "@/ui";

export function LookSection() {
  const { t } = useTranslation(["profile", "ui"]);
  const keep = (chosen: string) => {
    const language = languageOf(chosen);
    if (language) void chooseLanguage(language);
  };
  return (
    <Section title={t("look.title")}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text size="sm">{t("ui:language")}</Text>
          <LanguageSwitch onChosen={keep} />
        </Group>
        <Group justify="space-between">
          <Text size="sm">{t("ui:theme.title")}</Text>
          <ColorSwitch />
        </Group>
      </Stack>
    </Section>
  );
}

import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { languageOf, setLanguage } from "@/i18n";

// Each in its own language: whoever can't read this page finds his.
const NAMES = [
  { value: "en", label: <span lang="en">English</span> },
  { value: "ru", label: <span lang="ru">Русский</span> },
];

type LanguageSwitchProps = { onChosen?: (language: string) => void };

export function LanguageSwitch({ onChosen }: LanguageSwitchProps) {
  const { t, i18n } = useTranslation("ui");
  const choose = async (value: string) => {
    const wanted = languageOf(value);
    if (!wanted) return;
    await setLanguage(wanted);
    onChosen?.(wanted);
  };
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("language")}
      data={NAMES}
      value={i18n.language}
      onChange={(value) => void choose(value)}
    />
  );
}

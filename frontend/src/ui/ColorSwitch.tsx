import { SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";

const SCHEMES = ["auto", "light", "dark"] as const;

/** Light, dark, or as the machine has it. */
export function ColorSwitch() {
  const { t } = useTranslation("ui");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("theme.title")}
      data={SCHEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
      value={colorScheme}
      onChange={(value) => setColorScheme(SCHEMES.find((one) => one === value) ?? "auto")}
    />
  );
}

import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

type SearchFieldProps = {
  value: string;
  onChange: (value: string) => void;
  /** What is searched: its name and its placeholder. */
  label: string;
  /** Of a dialog: the keyboard goes there as it opens. */
  isFirst?: boolean;
};

export function SearchField({ value, onChange, label, isFirst = false }: SearchFieldProps) {
  const { t } = useTranslation("ui");
  return (
    <TextInput
      type="search"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      aria-label={label}
      data-autofocus={isFirst || undefined}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        value !== "" && <CloseButton size="sm" aria-label={t("clear")} onClick={() => onChange("")} />
      }
      onKeyDown={(event) => event.key === "Escape" && onChange("")}
    />
  );
}

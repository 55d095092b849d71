import { TextInput, type TextInputProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function EmailField(props: TextInputProps) {
  const { t } = useTranslation("auth");
  return <TextInput type="email" label={t("email")} autoComplete="username" maxLength={254} {...props} />;
}

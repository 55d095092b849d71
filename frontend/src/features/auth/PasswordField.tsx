import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { SHORTEST_PASSWORD } from "./checks";

type PasswordFieldProps = PasswordInputProps & { isNew?: boolean };

/** A new one says how long it has to be. */
export function PasswordField({ isNew = false, ...others }: PasswordFieldProps) {
  const { t } = useTranslation("auth");
  return (
    <PasswordInput
      label={t("password")}
      description={isNew ? t("passwordHint", { count: SHORTEST_PASSWORD }) : undefined}
      autoComplete={isNew ? "new-password" : "current-password"}
      maxLength={512}
      {...others}
    />
  );
}

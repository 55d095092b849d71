import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { language } from "@/i18n";

import { AuthForm } from "./AuthForm";
import { emailCheck, newPasswordCheck } from "./checks";
import { EmailField } from "./EmailField";
import { PasswordField } from "./PasswordField";
import { useArrival } from "./useArrival";

type RegisterFormProps = { invitation?: string; next?: string };

export function RegisterForm({ invitation, next }: RegisterFormProps) {
  const { t } = useTranslation("auth");
  const arrive = useArrival(next);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { name: "", email: "", password: "" },
    validate: { email: emailCheck, password: newPasswordCheck },
  });
  const register = ({ name, email, password }: typeof form.values) =>
    unwrap(
      api.POST("/api/v1/auth/register", {
        body: {
          email: email.trim(),
          password,
          name: name.trim() || null,
          invitation: invitation ?? null,
          locale: language(),
          timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
      }),
    );
  return (
    <AuthForm form={form} action={t("register.action")} onDone={arrive} submit={register}>
      <TextInput
        key={form.key("name")}
        label={t("name")}
        autoComplete="name"
        maxLength={200}
        {...form.getInputProps("name")}
      />
      <EmailField key={form.key("email")} {...form.getInputProps("email")} />
      <PasswordField isNew key={form.key("password")} {...form.getInputProps("password")} />
    </AuthForm>
  );
}

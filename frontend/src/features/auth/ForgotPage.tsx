import { Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { TextLink } from "@/ui";

import { AuthForm } from "./AuthForm";
import { AuthFrame } from "./AuthFrame";
import { emailCheck } from "./checks";
import { EmailField } from "./EmailField";

export function ForgotPage() {
  const { t } = useTranslation("auth");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "" },
    validate: { email: emailCheck },
  });
  return (
    <AuthFrame title={t("forgot.title")} lead={sentTo === null ? t("forgot.lead") : undefined}>
      <Text size="sm" role="status">
        {sentTo !== null && t("forgot.done", { email: sentTo })}
      </Text>
      {sentTo === null && (
        <AuthForm
          form={form}
          action={t("forgot.action")}
          onDone={() => setSentTo(form.getValues().email)}
          submit={(body) => unwrap(api.POST("/api/v1/auth/password/forgot", { body }))}
        >
          <EmailField key={form.key("email")} {...form.getInputProps("email")} />
        </AuthForm>
      )}
      <Text size="sm" ta="center" mt="lg">
        <TextLink to="/sign-in">{t("forgot.back")}</TextLink>
      </Text>
    </AuthFrame>
  );
}

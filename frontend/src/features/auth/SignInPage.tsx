import { Group, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Navigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { useSession } from "@/api/session";
import { TextLink } from "@/ui";

import { AuthForm } from "./AuthForm";
import { AuthFrame } from "./AuthFrame";
import { emailCheck, passwordCheck } from "./checks";
import { EmailField } from "./EmailField";
import { PasswordField } from "./PasswordField";
import { registration } from "./registration";
import { useArrival } from "./useArrival";

export function SignInPage() {
  const { t } = useTranslation("auth");
  const { next } = useSearch({ from: "/sign-in" });
  const { state } = useSession();
  const arrive = useArrival(next);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "", password: "" },
    validate: { email: emailCheck, password: passwordCheck },
  });
  if (state !== "out") return <Navigate to={next ?? "/bots"} replace />;
  return (
    <AuthFrame title={t("signIn.title")} lead={t("signIn.lead")}>
      <AuthForm
        form={form}
        action={t("signIn.action")}
        onDone={arrive}
        submit={(body) => unwrap(api.POST("/api/v1/auth/login", { body }))}
      >
        <EmailField key={form.key("email")} {...form.getInputProps("email")} />
        <PasswordField key={form.key("password")} {...form.getInputProps("password")} />
        <Group justify="flex-end" mt={-8}>
          <TextLink to="/account/forgot" size="sm">
            {t("signIn.forgot")}
          </TextLink>
        </Group>
      </AuthForm>
      {registration() !== "closed" && (
        <Text size="sm" ta="center" mt="lg" c="var(--text-2)">
          {t("signIn.noAccount")}{" "}
          <TextLink to="/register" search={{ next }}>
            {t("signIn.register")}
          </TextLink>
        </Text>
      )}
    </AuthFrame>
  );
}

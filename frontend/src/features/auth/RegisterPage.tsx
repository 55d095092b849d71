import { Text } from "@mantine/core";
import { Navigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { TextLink } from "@/ui";

import { AuthFrame } from "./AuthFrame";
import { InvitationLink } from "./InvitationLink";
import { registration } from "./registration";
import { RegisterForm } from "./RegisterForm";

export function RegisterPage() {
  const { t } = useTranslation("auth");
  const { next } = useSearch({ from: "/register" });
  const { state } = useSession();
  const mode = registration();
  if (state !== "out") return <Navigate to={next ?? "/bots"} replace />;
  return (
    <AuthFrame title={t("register.title")} lead={t(`register.${mode}`)}>
      {mode === "open" && <RegisterForm next={next} />}
      {mode === "invite" && <InvitationLink />}
      <Text size="sm" ta="center" mt="lg" c="var(--text-2)">
        {t("register.hasAccount")}{" "}
        <TextLink to="/sign-in" search={{ next }}>
          {t("signIn.action")}
        </TextLink>
      </Text>
    </AuthFrame>
  );
}

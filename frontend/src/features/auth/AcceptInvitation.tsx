import { Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { useSession } from "@/api/session";

import { AuthForm } from "./AuthForm";
import { emailCheck, passwordCheck } from "./checks";
import { EmailField } from "./EmailField";
import { PasswordField } from "./PasswordField";
import { useArrival } from "./useArrival";

type AcceptProps = { token: string };

/** By the one who is signed in. */
export function AcceptHere({ token }: AcceptProps) {
  const { t } = useTranslation("auth");
  const { person } = useSession();
  const router = useRouter();
  const form = useForm({ initialValues: {} });
  return (
    <AuthForm
      form={form}
      action={t("invitation.accept")}
      onDone={() => router.history.replace("/bots")}
      submit={() => unwrap(api.POST("/api/v1/invitations/accept", { body: { token } }))}
    >
      <Text size="sm">{t("invitation.as", { email: person?.email ?? "" })}</Text>
    </AuthForm>
  );
}

/** By one with an account who is not signed in here: signed in only once it was accepted. */
export function AcceptWithPassword({ token }: AcceptProps) {
  const { t } = useTranslation("auth");
  const arrive = useArrival();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "", password: "" },
    validate: { email: emailCheck, password: passwordCheck },
  });
  const accept = async (body: { email: string; password: string }) => {
    const answer = await unwrap(api.POST("/api/v1/auth/login", { body }));
    const headers = { authorization: `Bearer ${answer.access_token}` };
    await unwrap(api.POST("/api/v1/invitations/accept", { body: { token }, headers }));
    return answer;
  };
  return (
    <AuthForm form={form} action={t("invitation.accept")} onDone={arrive} submit={accept}>
      <EmailField key={form.key("email")} {...form.getInputProps("email")} />
      <PasswordField key={form.key("password")} {...form.getInputProps("password")} />
    </AuthForm>
  );
}

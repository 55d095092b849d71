import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";

import { AuthForm } from "./AuthForm";
import { AuthFrame } from "./AuthFrame";
import { newPasswordCheck } from "./checks";
import { Done } from "./Done";
import { PasswordField } from "./PasswordField";

export function Reset({ token }: { token: string }) {
  const { t } = useTranslation("auth");
  const [isDone, setDone] = useState(false);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { password: "" },
    validate: { password: newPasswordCheck },
  });
  if (isDone)
    return <Done title={t("done")} text={t("reset.done")} action={t("signIn.action")} to="/sign-in" />;
  return (
    <AuthFrame title={t("reset.title")} lead={t("reset.lead")}>
      <AuthForm
        form={form}
        action={t("reset.action")}
        onDone={() => setDone(true)}
        submit={({ password }) =>
          unwrap(api.POST("/api/v1/auth/password/reset", { body: { token, password } }))
        }
      >
        <PasswordField isNew key={form.key("password")} {...form.getInputProps("password")} />
      </AuthForm>
    </AuthFrame>
  );
}

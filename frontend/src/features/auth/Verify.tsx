import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";
import { currentSession, personChanged } from "@/api/session";

import { AuthForm } from "./AuthForm";
import { AuthFrame } from "./AuthFrame";
import { Done } from "./Done";

export function Verify({ token }: { token: string }) {
  const { t } = useTranslation("auth");
  const [isDone, setDone] = useState(false);
  const form = useForm({ initialValues: {} });
  if (isDone) return <Done title={t("done")} text={t("verify.done")} action={t("verify.next")} to="/bots" />;
  return (
    <AuthFrame title={t("verify.title")} lead={t("verify.lead")}>
      <AuthForm
        form={form}
        action={t("verify.action")}
        onDone={() => setDone(true)}
        submit={() => verify(token)}
      />
    </AuthFrame>
  );
}

async function verify(token: string): Promise<void> {
  await unwrap(api.POST("/api/v1/auth/verify", { body: { token } }));
  if (currentSession().state === "in") personChanged(await unwrap(api.GET("/api/v1/auth/me")));
}

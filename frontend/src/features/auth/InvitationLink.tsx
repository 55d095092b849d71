import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { AuthForm } from "./AuthForm";
import { letterOf } from "./letters";

/** For who has the link of an invitation but cannot click it. */
export function InvitationLink() {
  const { t } = useTranslation("auth");
  const navigate = useNavigate();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { link: "" },
    validate: { link: (value) => (hashOf(value) ? null : t("invalid.invitation")) },
  });
  return (
    <AuthForm
      form={form}
      action={t("register.continue")}
      submit={async ({ link }) => hashOf(link)}
      onDone={(hash) => void navigate({ to: "/account", hash })}
    >
      <TextInput
        key={form.key("link")}
        label={t("register.link")}
        autoComplete="off"
        {...form.getInputProps("link")}
      />
    </AuthForm>
  );
}

function hashOf(link: string): string {
  const hash = link.trim().split("#")[1] ?? "";
  return letterOf(hash).kind === "invitation" ? hash : "";
}

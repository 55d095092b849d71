import { Button, Group, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { formFaults, unwrap } from "@/api/faults";
import { emailCheck, passwordCheck } from "@/features/auth/checks";
import { EmailField } from "@/features/auth/EmailField";
import { PasswordField } from "@/features/auth/PasswordField";
import { FaultAlert, notify } from "@/ui";

/** It takes effect when the link sent to the new address is used. */
export function ChangeEmail({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(["profile", "auth", "ui"]);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "", password: "" },
    validate: { email: emailCheck, password: passwordCheck },
  });
  const changing = useMutation({
    mutationFn: (body: typeof form.values) => unwrap(api.POST("/api/v1/auth/email", { body })),
    onError: (thrown) => form.setErrors(formFaults(thrown)),
    onSuccess: (_, { email }) => {
      notify(t("email.sent", { email }));
      onDone();
    },
  });
  return (
    <form noValidate onSubmit={form.onSubmit((values) => changing.mutate(values))}>
      <Stack maw={420}>
        <EmailField
          key={form.key("email")}
          label={t("email.new")}
          autoComplete="email"
          data-autofocus
          {...form.getInputProps("email")}
        />
        <PasswordField
          key={form.key("password")}
          label={t("password.current")}
          {...form.getInputProps("password")}
        />
        <FaultAlert fault={changing.error} told={["email", "password"]} />
        <Group gap="xs">
          <Button type="submit" loading={changing.isPending}>
            {t("email.send")}
          </Button>
          <Button variant="subtle" color="gray" c="var(--text-2)" onClick={onDone}>
            {t("ui:cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

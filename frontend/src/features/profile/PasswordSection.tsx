import { Button, Group, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { $api, api } from "@/api/client";
import { formFaults, unwrap } from "@/api/faults";
import { newPasswordCheck, passwordCheck } from "@/features/auth/checks";
import { PasswordField } from "@/features/auth/PasswordField";
import { FaultAlert, notify, Section } from "@/ui";

export function PasswordSection() {
  const { t } = useTranslation(["profile", "auth"]);
  const queries = useQueryClient();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { current_password: "", password: "" },
    validate: { current_password: passwordCheck, password: newPasswordCheck },
  });
  const changing = useMutation({
    mutationFn: (body: typeof form.values) => unwrap(api.POST("/api/v1/auth/password", { body })),
    onError: (thrown) => form.setErrors(formFaults(thrown)),
    onSuccess: () => {
      form.reset();
      notify(t("password.done"));
      void queries.invalidateQueries({
        queryKey: $api.queryOptions("get", "/api/v1/auth/sign-ins").queryKey,
      });
    },
  });
  return (
    <Section title={t("password.title")} lead={t("password.lead")}>
      <form noValidate onSubmit={form.onSubmit((values) => changing.mutate(values))}>
        <Stack maw={420}>
          <PasswordField
            key={form.key("current_password")}
            label={t("password.current")}
            {...form.getInputProps("current_password")}
          />
          <PasswordField
            isNew
            key={form.key("password")}
            label={t("password.new")}
            {...form.getInputProps("password")}
          />
          <FaultAlert fault={changing.error} told={["current_password", "password"]} />
          <Group>
            <Button type="submit" variant="default" loading={changing.isPending}>
              {t("password.action")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

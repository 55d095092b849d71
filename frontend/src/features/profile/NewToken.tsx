import { Button, Checkbox, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { formFaults, unwrap } from "@/api/faults";
import { CopyField, FaultAlert } from "@/ui";

import { ProgramSetting } from "./ProgramSetting";
import { SCOPES, TERMS, type Scope } from "./scopes";

type NewTokenProps = { onMade: () => void; onClose: () => void };

/** What it may do and for how long; then the token itself, this once. */
export function NewToken({ onMade, onClose }: NewTokenProps) {
  const { t } = useTranslation("profile");
  const form = useForm({
    initialValues: { name: "", scopes: ["bots:read"] as Scope[], days: "90" },
    validate: {
      name: (value) => (value.trim() === "" ? t("tokens.nameNeeded") : null),
      scopes: (value) => (value.length === 0 ? t("tokens.scopeNeeded") : null),
    },
  });
  const making = useMutation({
    mutationFn: ({ name, scopes, days }: typeof form.values) =>
      unwrap(
        api.POST("/api/v1/tokens", {
          body: { name: name.trim(), scopes, expires_in_days: days === "never" ? null : Number(days) },
        }),
      ),
    onSuccess: onMade,
    onError: (thrown) => form.setErrors(formFaults(thrown, { expires_in_days: "days" })),
  });
  if (making.data) return <Made token={making.data.token} onClose={onClose} />;
  return (
    <form noValidate onSubmit={form.onSubmit((values) => making.mutate(values))}>
      <Stack>
        <TextInput
          label={t("tokens.name")}
          placeholder={t("tokens.nameExample")}
          maxLength={200}
          data-autofocus
          {...form.getInputProps("name")}
        />
        <Checkbox.Group label={t("tokens.scopes")} {...form.getInputProps("scopes")}>
          <Stack gap="xs" mt={6}>
            {SCOPES.map(([scope, key]) => (
              <Checkbox key={scope} value={scope} label={t(`scopes.${key}`)} description={scope} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t("tokens.term")}
          allowDeselect={false}
          data={TERMS.map((days) =>
            days === null
              ? { value: "never", label: t("tokens.never") }
              : { value: String(days), label: t("tokens.days", { count: days }) },
          )}
          {...form.getInputProps("days")}
        />
        <FaultAlert fault={making.error} told={["name", "scopes", "expires_in_days"]} />
        <Group justify="flex-end">
          <Button type="submit" loading={making.isPending}>
            {t("tokens.make")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Made({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useTranslation("profile");
  return (
    <Stack>
      <Text size="sm" role="status">
        {t("tokens.once")}
      </Text>
      <CopyField label={t("tokens.token")} value={token} />
      <ProgramSetting token={token} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{t("tokens.kept")}</Button>
      </Group>
    </Stack>
  );
}

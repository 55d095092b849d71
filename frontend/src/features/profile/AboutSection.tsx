import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { formFaults, unwrap } from "@/api/faults";
import { personChanged, type Person } from "@/api/session";
import { FaultAlert, notify, Section } from "@/ui";

const TIMEZONES = Intl.supportedValuesOf("timeZone");

export function AboutSection({ person }: { person: Person }) {
  const { t } = useTranslation(["profile", "ui"]);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { name: person.name ?? "", timezone: person.timezone ?? null },
  });
  const saving = useMutation({
    mutationFn: ({ name, timezone }: typeof form.values) =>
      unwrap(api.PATCH("/api/v1/auth/me", { body: { name: name.trim() || null, timezone } })),
    onSuccess: (changed) => {
      personChanged(changed);
      notify(t("saved"));
    },
    onError: (thrown) => form.setErrors(formFaults(thrown)),
  });
  return (
    <Section title={t("about.title")}>
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))}>
        <Stack>
          <TextInput
            key={form.key("name")}
            label={t("about.name")}
            description={t("about.nameHint")}
            autoComplete="name"
            maxLength={200}
            {...form.getInputProps("name")}
          />
          <Select
            key={form.key("timezone")}
            label={t("about.timezone")}
            placeholder={t("about.noTimezone")}
            data={zones(person.timezone)}
            searchable
            clearable
            clearButtonProps={{ "aria-label": t("ui:clear") }}
            nothingFoundMessage={t("about.noSuchZone")}
            {...form.getInputProps("timezone")}
          />
          <FaultAlert fault={saving.error} told={["name", "timezone"]} />
          <Group>
            <Button type="submit" loading={saving.isPending}>
              {t("ui:save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

// Browsers leave some out that the API knows, UTC among them.
function zones(mine: string | null | undefined): string[] {
  return [...new Set(["UTC", ...(mine ? [mine] : []), ...TIMEZONES])];
}

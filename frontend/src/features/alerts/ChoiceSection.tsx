import { Button, Group, NumberInput, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";

import { formFaults } from "@/api/faults";
import { useSession } from "@/api/session";
import { FaultAlert, notify, Section, TextLink } from "@/ui";

import { isWebAddress } from "../channels/webhook/webAddress";
import type { Alerts } from "./types";
import { useAlertsChange } from "./useAlerts";

const MOST = 1_000_000;
const LONGEST = 24 * 60; // minutes
const FIELDS = ["more_than", "minutes", "url"];

type ChoiceProps = { botId: string; alerts: Alerts };

/** Whether, from how many on, and to whom. */
export function ChoiceSection({ botId, alerts }: ChoiceProps) {
  const { t } = useTranslation(["alerts", "ui"]);
  const form = useChoice(alerts);
  const saving = useAlertsChange(botId);
  const save = form.onSubmit(({ url, ...chosen }) =>
    saving.mutate(
      { ...chosen, url: url.trim() || null },
      {
        onSuccess: () => {
          form.resetDirty();
          notify(t("saved"));
        },
        onError: (thrown) => form.setErrors(formFaults(thrown)),
      },
    ),
  );
  return (
    <Section title={t("choice.title")} lead={t("choice.lead")}>
      <form noValidate onSubmit={save}>
        <Stack gap="md">
          <Switch label={t("choice.isOn")} {...form.getInputProps("is_on", { type: "checkbox" })} />
          <Group align="flex-start" grow>
            <NumberInput
              label={t("choice.moreThan")}
              min={0}
              max={MOST}
              allowDecimal={false}
              {...form.getInputProps("more_than")}
            />
            <NumberInput
              label={t("choice.minutes")}
              min={1}
              max={LONGEST}
              allowDecimal={false}
              {...form.getInputProps("minutes")}
            />
          </Group>
          <ByMail alerts={alerts} {...form.getInputProps("by_mail", { type: "checkbox" })} />
          <TextInput
            type="url"
            label={t("choice.url")}
            description={t("choice.urlText")}
            placeholder="https://shop.example/alerts"
            maxLength={2048}
            {...form.getInputProps("url")}
          />
          <FaultAlert fault={saving.error} told={FIELDS} />
          <Group>
            <Button type="submit" loading={saving.isPending} disabled={!form.isDirty()}>
              {t("ui:save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function useChoice({ is_on, more_than, minutes, by_mail, url }: Alerts) {
  const { t } = useTranslation("alerts");
  const whole = (least: number, most: number) => (value: number | string) =>
    typeof value === "number" && value >= least && value <= most ? null : t("choice.number", { least, most });
  return useForm({
    initialValues: { is_on, more_than, minutes, by_mail, url: url ?? "" },
    validate: {
      more_than: whole(0, MOST),
      minutes: whole(1, LONGEST),
      url: (text) => (text.trim() === "" || isWebAddress(text) ? null : t("choice.urlFault")),
    },
  });
}

type ByMailProps = Pick<ChoiceProps, "alerts"> & { checked?: boolean };

/** Everybody chooses letters for themselves. */
function ByMail({ alerts: { mail }, ...field }: ByMailProps) {
  const { t } = useTranslation("alerts");
  const { person } = useSession();
  const isImpossible = mail === "none" && !field.checked;
  return (
    <Stack gap={4}>
      <Switch label={t("choice.byMail", { email: person?.email })} disabled={isImpossible} {...field} />
      {mail === "none" && (
        <Text size="sm" c="var(--text-2)">
          {t("choice.noServer")}
        </Text>
      )}
      {mail === "unproven" && (
        <Text size="sm" c="var(--text-2)">
          {t("choice.unproven")}{" "}
          <TextLink to="/profile" size="sm">
            {t("choice.profile")}
          </TextLink>
        </Text>
      )}
    </Stack>
  );
}

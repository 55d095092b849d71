import { Group, NumberInput, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { SaveRow, savingOf, Section, TextLink } from "@/ui";

import type { Alerts } from "./types";
import { useAlertsChange } from "./useAlerts";
import { changedOf, LONGEST, MOST, useChoice } from "./useChoice";

const FIELDS = ["more_than", "minutes", "url"];

type ChoiceProps = { botId: string; alerts: Alerts };

/** Whether, from how many on, and to whom. */
export function ChoiceSection({ botId, alerts }: ChoiceProps) {
  const { t } = useTranslation("alerts");
  const form = useChoice(alerts);
  const saving = useAlertsChange(botId);
  const save = form.onSubmit(() => saving.mutate(changedOf(form), savingOf(form, t("saved"))));
  const { is_on, by_mail, url } = form.values;
  const isToldNowhere = is_on && url.trim() === "" && !(by_mail && alerts.mail === "ready");
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
          {isToldNowhere && (
            <Text size="sm" c="var(--warning-text)" role="status">
              {t("choice.nobody")}
            </Text>
          )}
          <SaveRow form={form} saving={saving} told={FIELDS} />
        </Stack>
      </form>
    </Section>
  );
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
          {t("choice.unproven")} <TextLink to="/profile">{t("choice.profile")}</TextLink>
        </Text>
      )}
    </Stack>
  );
}

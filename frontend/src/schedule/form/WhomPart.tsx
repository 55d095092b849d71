import { Group, Input, Radio, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { RuleBuilder } from "@/rules";

import classes from "../Schedule.module.css";
import { useBotChannels } from "../useBotChannels";
import { PeopleSelect } from "./PeopleSelect";
import type { EmitterForm } from "./useEmitterForm";

const WHOM = ["all", "people", "rules"] as const;

export function WhomPart({ form, botId }: { form: EmitterForm; botId: string }) {
  const { t } = useTranslation("schedule");
  const channels = useBotChannels(botId);
  const { whom, channel, people, rules } = form.values;
  return (
    <fieldset className={classes.part}>
      <legend>{t("form.whom")}</legend>
      <Select
        label={t("form.channel")}
        data={channels.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder={t("form.anyChannel")}
        clearable
        clearButtonProps={{ "aria-label": t("form.anyChannel") }}
        {...form.getInputProps("channel")}
      />
      <Radio.Group aria-label={t("form.whom")} {...form.getInputProps("whom")}>
        <Group gap="md">
          {WHOM.map((value) => (
            <Radio key={value} value={value} label={t(`form.whoms.${value}`)} />
          ))}
        </Group>
      </Radio.Group>
      {whom === "people" && (
        <PeopleSelect
          channels={channel ? [channel] : channels.map(({ id }) => id)}
          value={people}
          error={form.errors.people}
          onChange={(ids) => form.setFieldValue("people", ids)}
        />
      )}
      {whom === "rules" && (
        <>
          <RuleBuilder
            label={t("form.rules")}
            rule={rules}
            onChange={(next) => form.setFieldValue("rules", next)}
          />
          {form.errors.rules && <Input.Error role="alert">{form.errors.rules}</Input.Error>}
        </>
      )}
    </fieldset>
  );
}

import { Chip, Group, Input, NumberInput, Radio, Select, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { VariablePicker } from "@/values";

import classes from "../Schedule.module.css";
import { zonesWith } from "../zones";
import { CronFields } from "./CronFields";
import type { EmitterForm } from "./useEmitterForm";
import { hasClock, hasDateTime, isByCrons, REPEATS, SIDES, UNITS, WAYS, WEEKDAYS, type Way } from "./values";

type Props = { form: EmitterForm };

export function WhenPart({ form, isUneven }: Props & { isUneven: boolean }) {
  const { t } = useTranslation("schedule");
  const { way, isOwnClock } = form.values;
  return (
    <fieldset className={classes.part}>
      <legend>{t("form.when")}</legend>
      <Select
        label={t("form.way")}
        data={WAYS.map((value) => ({ value, label: t(`ways.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps("way")}
      />
      <Way form={form} way={way} />
      {isUneven && (
        <Text size="sm" c="var(--warning-text)">
          {t("form.uneven")}
        </Text>
      )}
      {hasClock(way) && (
        <Radio.Group
          label={t("form.clock")}
          value={isOwnClock ? "own" : "zone"}
          onChange={(value) => form.setFieldValue("isOwnClock", value === "own")}
        >
          <Group gap="md" mt={6}>
            <Radio value="zone" label={t("form.clocks.zone")} />
            <Radio value="own" label={t("form.clocks.own")} />
          </Group>
        </Radio.Group>
      )}
      {(way === "every" || (hasClock(way) && !(way === "once" && isOwnClock))) && (
        <Select
          label={t(isOwnClock && isByCrons(way) ? "form.zoneUnknown" : "form.zone")}
          data={zonesWith(form.values.zone)}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t("noZone")}
          {...form.getInputProps("zone")}
        />
      )}
    </fieldset>
  );
}

function Way({ form, way }: Props & { way: Way }) {
  const { t } = useTranslation("schedule");
  if (way === "once")
    return <TextInput type="datetime-local" label={t("form.moment")} {...form.getInputProps("moment")} />;
  if (way === "after" || way === "every") return <Amount form={form} />;
  if (way === "date") return <ByDate form={form} />;
  if (way === "cron") return <CronFields form={form} />;
  return (
    <>
      {way === "week" && <Weekdays form={form} />}
      <div className={classes.side}>
        {way === "month" && (
          <Select
            label={t("form.monthday")}
            data={[
              ...Array.from({ length: 31 }, (_, day) => String(day + 1)),
              { value: "last", label: t("form.lastDay") },
            ]}
            allowDeselect={false}
            {...form.getInputProps("monthday")}
          />
        )}
        <TextInput type="time" label={t("form.time")} {...form.getInputProps("time")} />
      </div>
    </>
  );
}

function Amount({ form }: Props) {
  const { t } = useTranslation("schedule");
  const units = Object.keys(UNITS) as (keyof typeof UNITS)[];
  return (
    <div className={classes.side}>
      <NumberInput label={t("form.amount")} min={1} {...form.getInputProps("amount")} />
      <Select
        label={t("form.unit")}
        data={units.map((value) => ({ value, label: t(`units.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps("unit")}
      />
    </div>
  );
}

function Weekdays({ form }: Props) {
  const { t } = useTranslation("schedule");
  return (
    <Input.Wrapper
      label={t("form.weekdays")}
      labelElement="div"
      error={form.errors.weekdays}
      role="group"
      aria-label={t("form.weekdays")}
    >
      <Chip.Group
        multiple
        value={form.values.weekdays}
        onChange={(days) => form.setFieldValue("weekdays", days)}
      >
        <Group gap={6} mt={4} mb={4}>
          {WEEKDAYS.map((day) => (
            <Chip key={day} value={day} size="sm" variant="outline">
              {t(`short.${day}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}

function ByDate({ form }: Props) {
  const { t } = useTranslation("schedule");
  const { variable, side } = form.values;
  const units = Object.keys(UNITS) as (keyof typeof UNITS)[];
  return (
    <>
      <Input.Wrapper error={form.errors.variable}>
        <VariablePicker
          label={t("form.variable")}
          description={t("form.variableHint")}
          placeholder="user.birthday"
          value={variable}
          onChange={(path) => form.setFieldValue("variable", path)}
        />
      </Input.Wrapper>
      <div className={classes.side}>
        <Select
          label={t("form.side")}
          data={SIDES.map((value) => ({ value, label: t(`sides.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps("side")}
        />
        {side !== "on" && (
          <>
            <NumberInput label={t("form.amount")} min={0} {...form.getInputProps("apart")} />
            <Select
              label={t("form.unit")}
              data={units.map((value) => ({ value, label: t(`units.${value}`) }))}
              allowDeselect={false}
              {...form.getInputProps("apartUnit")}
            />
          </>
        )}
        {hasDateTime(form.values) && (
          <TextInput
            type="time"
            label={t("form.dateTime")}
            description={t("form.dateTimeHint")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            {...form.getInputProps("dateTime")}
          />
        )}
        <Select
          label={t("form.repeat")}
          data={REPEATS.map((value) => ({ value, label: t(`repeats.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps("repeat")}
        />
      </div>
    </>
  );
}

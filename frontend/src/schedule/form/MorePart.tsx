import { NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import classes from "../Schedule.module.css";
import type { EmitterForm } from "./useEmitterForm";
import { isByCrons, MISFIRES } from "./values";

/** Not at night, from when to when, not all at once, and what becomes of times that were missed. */
export function MorePart({ form }: { form: EmitterForm }) {
  const { t } = useTranslation("schedule");
  const { way, isQuiet } = form.values;
  const isRepeated = way === "every" || isByCrons(way);
  return (
    <fieldset className={classes.part}>
      <legend>{t("form.more")}</legend>
      <Switch
        label={t("form.quiet")}
        description={t("form.quietHint")}
        {...form.getInputProps("isQuiet", { type: "checkbox" })}
      />
      {isQuiet && (
        <div className={classes.side}>
          <TextInput type="time" label={t("form.quietStart")} {...form.getInputProps("quietStart")} />
          <TextInput type="time" label={t("form.quietEnd")} {...form.getInputProps("quietEnd")} />
        </div>
      )}
      {isRepeated && (
        <div className={classes.side}>
          <TextInput type="datetime-local" label={t("form.from")} {...form.getInputProps("from")} />
          <TextInput type="datetime-local" label={t("form.until")} {...form.getInputProps("until")} />
        </div>
      )}
      {isByCrons(way) && (
        <NumberInput
          label={t("form.jitter")}
          description={t("form.jitterHint")}
          min={0}
          max={60}
          {...form.getInputProps("jitter")}
        />
      )}
      <Select
        label={t("form.misfire")}
        data={MISFIRES.map((value) => ({ value, label: t(`misfires.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps("misfire")}
      />
    </fieldset>
  );
}

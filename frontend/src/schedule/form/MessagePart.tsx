import { Button, Checkbox, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui";
import { TextValue } from "@/values";

import classes from "../Schedule.module.css";
import type { EmitterForm } from "./useEmitterForm";

/** What is said, or what the bot hears. */
export function MessagePart({ form }: { form: EmitterForm }) {
  const { t } = useTranslation("schedule");
  const { text, isHeard, rest } = form.values;
  return (
    <fieldset className={classes.part}>
      <legend>{t("form.what")}</legend>
      <TextValue
        label={t(isHeard ? "form.heard" : "form.text")}
        value={text}
        multiline
        error={form.errors.text}
        onChange={(next) => form.setFieldValue("text", next)}
      />
      {!isHeard && <Buttons form={form} />}
      {Object.keys(rest).length > 0 && (
        <Text size="sm" c="var(--text-2)">
          {t("form.rest", { parts: Object.keys(rest).join(", ") })}
        </Text>
      )}
      <Checkbox
        label={t("form.isHeard")}
        description={t("form.isHeardHint")}
        {...form.getInputProps("isHeard", { type: "checkbox" })}
      />
    </fieldset>
  );
}

function Buttons({ form }: { form: EmitterForm }) {
  const { t } = useTranslation("schedule");
  return (
    <>
      {form.values.buttons.map((_, number) => (
        <div
          key={number}
          className={classes.button}
          role="group"
          aria-label={t("form.button", { number: number + 1 })}
        >
          <TextInput label={t("form.buttonText")} {...form.getInputProps(`buttons.${number}.text`)} />
          <TextInput
            label={t("form.buttonValue")}
            placeholder={t("form.buttonValueHint")}
            {...form.getInputProps(`buttons.${number}.value`)}
          />
          <IconButton
            label={t("form.removeButton", { number: number + 1 })}
            size={36}
            onClick={() => form.removeListItem("buttons", number)}
          >
            <IconTrash size={18} />
          </IconButton>
        </div>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => form.insertListItem("buttons", { text: "", value: "" })}
        >
          {t("form.addButton")}
        </Button>
      </div>
    </>
  );
}

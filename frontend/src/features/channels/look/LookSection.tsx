import { ColorInput, SegmentedControl, Select, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";

import { SaveRow, savingOf, Section } from "@/ui";

import type { TabProps } from "../types";
import { useChannelChange } from "../useChannelChange";
import { isColour, LANGUAGES, lookOf, POSITIONS, THEMES, withLook } from "./look";
import classes from "./LookSection.module.css";
import { Preview } from "./Preview";

const SWATCHES = ["#3b5bdb", "#0a7d74", "#1b7a43", "#b4472b", "#a83a86", "#7a4fd0", "#1a1d21"];
const LONGEST = 300;
const FIELDS = {
  "settings.accent": "accent",
  "settings.language": "language",
  "settings.start_message": "greeting",
};

/** How the chat looks and greets, seen while it is chosen. */
export function LookSection({ channel, rights }: TabProps) {
  const { t } = useTranslation("channels");
  const form = useForm({
    initialValues: lookOf(channel),
    validate: { accent: (text) => (text === "" || isColour(text) ? null : t("look.accentFault")) },
  });
  const saving = useChannelChange(channel);
  const save = form.onSubmit((look) =>
    saving.mutate({ settings: withLook(channel, look) }, savingOf(form, t("look.saved"), FIELDS)),
  );
  const choices = (name: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`look.${name}.${value}`) }));
  const look = { ...form.values, accent: isColour(form.values.accent) ? form.values.accent : "" };
  const isOff = !rights.mayEdit;
  return (
    <Section title={t("look.title")} lead={t("look.lead")}>
      <div className={classes.halves}>
        <form noValidate onSubmit={save}>
          <Stack>
            <Choice
              label={t("look.theme.label")}
              isOff={isOff}
              data={choices("theme", THEMES)}
              {...form.getInputProps("theme")}
            />
            <Choice
              label={t("look.position.label")}
              isOff={isOff}
              data={choices("position", POSITIONS)}
              {...form.getInputProps("position")}
            />
            <ColorInput
              label={t("look.accent")}
              description={t("look.accentHint")}
              placeholder={t("look.accentUsual")}
              format="hex"
              swatches={SWATCHES}
              withEyeDropper={false}
              readOnly={isOff}
              popoverProps={{ withinPortal: true }}
              {...form.getInputProps("accent")}
            />
            <Select
              label={t("look.language.label")}
              description={t("look.languageHint")}
              data={choices("language", LANGUAGES)}
              allowDeselect={false}
              readOnly={isOff}
              {...form.getInputProps("language")}
            />
            <Textarea
              label={t("look.greeting")}
              description={t("look.greetingHint")}
              autosize
              minRows={2}
              maxRows={5}
              maxLength={LONGEST}
              readOnly={isOff}
              {...form.getInputProps("greeting")}
            />
            <SaveRow form={form} saving={saving} told={Object.keys(FIELDS)} mayEdit={rights.mayEdit} />
          </Stack>
        </form>
        <Preview look={look} name={channel.name} />
      </div>
    </Section>
  );
}

type ChoiceProps = {
  label: string;
  isOff: boolean;
  data: { value: string; label: string }[];
  value?: string;
  onChange?: (value: string) => void;
};

function Choice({ label, isOff, data, value, onChange }: ChoiceProps) {
  return (
    <div>
      <Text size="sm" fw={500} mb={4} aria-hidden>
        {label}
      </Text>
      <SegmentedControl
        fullWidth
        aria-label={label}
        readOnly={isOff}
        data={data}
        value={value}
        onChange={onChange}
      />
    </div>
  );
}

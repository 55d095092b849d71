import { Button, Checkbox, Select, Stack, Text, TextInput, Textarea } from "@mantine/core";
import { IconForms } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { objects, text } from "./reading";
import type { PreviewProps, WidgetFace } from "./kind";

function FormPreview({ props }: PreviewProps) {
  const { t } = useTranslation("inspector");
  return (
    <Stack gap="xs">
      {text(props["title"]) ? <Text fw={600}>{text(props["title"])}</Text> : null}
      {objects(props["fields"]).map((field, place) => (
        <Field key={place} field={field} />
      ))}
      <Button size="sm" tabIndex={-1}>
        {text(props["submit"]) || t("widget.submit")}
      </Button>
    </Stack>
  );
}

function Field({ field }: { field: Record<string, unknown> }) {
  const shared = {
    label: text(field["label"]) || text(field["name"]),
    placeholder: text(field["placeholder"]),
    required: field["required"] === true,
    readOnly: true,
    tabIndex: -1,
  };
  const options = objects(field["options"]).map((option) => text(option["text"]));
  if (field["type"] === "checkbox")
    return <Checkbox label={shared.label} readOnly tabIndex={-1} checked={field["value"] === true} />;
  if (field["type"] === "textarea") return <Textarea {...shared} value={text(field["value"])} />;
  if (field["type"] === "select" || field["type"] === "multiselect") {
    return (
      <Select
        {...shared}
        data={[...new Set(options)]}
        value={text(field["value"]) || null}
        placeholder={shared.placeholder || options[0]}
      />
    );
  }
  return <TextInput {...shared} value={text(field["value"])} />;
}

export const FORM: WidgetFace = {
  icon: IconForms,
  fresh: (t) => ({ fields: [{ name: "name", label: t("widget.fresh.field") }] }),
  Preview: FormPreview,
};

import { TextInput } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { text } from "./reading";
import type { PreviewProps, WidgetFace } from "./kind";

const INPUTS: Readonly<Record<string, string>> = { date: "date", time: "time", datetime: "datetime-local" };

function Preview({ props }: PreviewProps) {
  const { t } = useTranslation("inspector");
  const mode = text(props["mode"]) || "date";
  return (
    <TextInput
      type={INPUTS[mode] ?? "text"}
      label={text(props["label"]) || t("widget.kinds.date")}
      min={text(props["min"])}
      max={text(props["max"])}
      readOnly
      tabIndex={-1}
    />
  );
}

export const DATE: WidgetFace = { icon: IconCalendar, fresh: () => ({}), Preview };

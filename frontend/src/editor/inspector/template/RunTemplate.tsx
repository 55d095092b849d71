import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Step } from "@/model/document";
import { setting, useEdit } from "../editing/useEdit";
import { useTemplates, type Template } from "./useTemplates";

/** Makes a step run a template. */
export function RunTemplate({ step }: { step: Step }) {
  const { t } = useTranslation("inspector");
  const edit = useEdit();
  const { offered } = useTemplates();
  if (edit.readOnly) return null;
  return (
    <Select
      label={t("template.run")}
      description={t("template.runHint")}
      placeholder={t("template.choose")}
      value={null}
      searchable
      data={offered.map((one) => ({ value: one.id, label: labelOf(one, offered) }))}
      onChange={(id) => {
        const chosen = offered.find((one) => one.id === id);
        if (chosen)
          edit.run(
            [setting(["steps", step.id, "template"], { id: chosen.id, version: chosen.version })],
            t("template.run"),
          );
      }}
    />
  );
}

/** Two of the same name are told apart by their ids. */
function labelOf({ id, name }: Template, offered: readonly Template[]): string {
  const isAlone = offered.filter((one) => one.name === name).length === 1;
  return isAlone ? name : `${name} (${id})`;
}

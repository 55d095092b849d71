import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useChoices } from "../useWords";
import { frameOf, type ControlProps } from "./control";

export function ChoiceControl(props: ControlProps) {
  const { shape, value, isRequired, readOnly, error, onChange } = props;
  const { t } = useTranslation("values");
  const choices = useChoices(shape);
  const chosen = value === undefined || value === null ? null : JSON.stringify(value);
  const foreign =
    chosen === null || choices.some((one) => one.value === chosen)
      ? []
      : [{ value: chosen, label: String(value) }];
  const usual = choices.find((one) => one.value === JSON.stringify(shape.fallback))?.label;
  return (
    <Select
      {...frameOf(props)}
      error={foreign.length > 0 ? t("form.pattern") : error}
      placeholder={usual === undefined ? undefined : t("form.default", { value: usual })}
      clearable={!isRequired && !readOnly}
      data={[...foreign, ...choices]}
      value={chosen}
      onChange={(next) => {
        const found = shape.choices?.find((one) => JSON.stringify(one.value) === next);
        onChange(next === null ? undefined : (found?.value ?? value));
      }}
    />
  );
}

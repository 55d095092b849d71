import { NumberInput, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { VariablePicker } from "@/values/fields/VariablePicker";
import { frameOf, type ControlProps } from "./control";

export function NumberControl(props: ControlProps) {
  const { shape, value, onChange } = props;
  const { t } = useTranslation("values");
  const { fallback, types, limits } = shape;
  const hint = typeof fallback === "number" ? t("form.default", { value: fallback }) : undefined;
  return (
    <NumberInput
      {...frameOf(props)}
      placeholder={hint}
      min={limits.minimum}
      max={limits.maximum}
      clampBehavior="none"
      allowDecimal={types.includes("number")}
      value={typeof value === "number" ? value : ""}
      onChange={(next) => {
        if (next === "") onChange(shape.isNullable && typeof fallback === "number" ? null : undefined);
        else if (typeof next === "number") onChange(next);
      }}
    />
  );
}

export function SwitchControl({ shape, label, description, value, readOnly, error, onChange }: ControlProps) {
  const isOn = value ?? shape.fallback ?? false;
  return (
    <Switch
      label={label}
      description={description}
      error={error}
      disabled={readOnly}
      checked={isOn === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

export function WritableControl(props: ControlProps) {
  return <VariableControl {...props} writable />;
}

export function ReadableControl(props: ControlProps) {
  return <VariableControl {...props} />;
}

function VariableControl({ writable, ...props }: ControlProps & { writable?: boolean }) {
  const { shape, label, description, value, isRequired, readOnly, onChange } = props;
  const usual = typeof shape.fallback === "string" ? shape.fallback : undefined;
  return (
    <VariablePicker
      writable={writable}
      label={label}
      description={description}
      required={isRequired}
      readOnly={readOnly}
      placeholder={usual}
      value={typeof value === "string" ? value : ""}
      onChange={(path) => onChange(path === "" && !isRequired ? undefined : path)}
    />
  );
}
